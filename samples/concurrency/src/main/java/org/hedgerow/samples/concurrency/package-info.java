/** A gallery of concurrent servers: each design as a program, and what measures them. */
@NullMarked
package org.hedgerow.samples.concurrency;

import org.jspecify.annotations.NullMarked;
