/**
 * Contracts that implementors run against their own ({@link org.hedgerow.testkit.TransportContract}), and stand-ins for
 * time, lanes, connections and servers.
 */
@NullMarked
package org.hedgerow.testkit;

import org.jspecify.annotations.NullMarked;
