/** The transport of selector event loops. */
@NullMarked
package org.hedgerow.nio;

import org.jspecify.annotations.NullMarked;
