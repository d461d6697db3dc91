/**
 * Contracts that implementors run against their own, and stand-ins for time, lanes, connections and servers. There is a contract
 * for each seam: {@link org.hedgerow.testkit.ResolverContract}, {@link org.hedgerow.testkit.WireFormatContract}, {@link
 * org.hedgerow.testkit.TableSourceContract}, and {@link org.hedgerow.testkit.TransportContract}, or where there are no sockets
 * {@link org.hedgerow.testkit.TransportSeamContract}.
 */
@NullMarked
package org.hedgerow.testkit;

import org.jspecify.annotations.NullMarked;
