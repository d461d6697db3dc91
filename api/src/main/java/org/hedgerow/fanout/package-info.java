/** Asking several resolvers at once, and choosing what counts. */
@NullMarked
package org.hedgerow.fanout;

import org.jspecify.annotations.NullMarked;
