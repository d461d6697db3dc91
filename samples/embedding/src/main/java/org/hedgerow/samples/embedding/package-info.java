/** Hedgerow inside another program. */
@NullMarked
package org.hedgerow.samples.embedding;

import org.jspecify.annotations.NullMarked;
