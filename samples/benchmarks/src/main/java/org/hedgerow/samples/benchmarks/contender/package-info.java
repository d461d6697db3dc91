/** Servers that are no part of Hedgerow, each in the way that a competent user of its library would write it. */
@NullMarked
package org.hedgerow.samples.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
