/** What the parts cost on their own, without sockets, measured by JMH: it makes the programs that call these classes. */
@NullMarked
package org.hedgerow.samples.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
