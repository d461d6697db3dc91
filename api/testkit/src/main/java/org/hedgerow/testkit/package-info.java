/**
 * Contracts that implementors run against their own ({@link org.hedgerow.testkit.TransportContract}, or where there are no
 * sockets {@link org.hedgerow.testkit.TransportSeamContract}), and stand-ins for
 * time, lanes, connections and servers.
 */
@NullMarked
package org.hedgerow.testkit;

import org.jspecify.annotations.NullMarked;
