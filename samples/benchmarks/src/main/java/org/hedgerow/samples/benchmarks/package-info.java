/** What Hedgerow costs, measured beside other servers: each suite is a command, each contender a process of its own. */
@NullMarked
package org.hedgerow.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
