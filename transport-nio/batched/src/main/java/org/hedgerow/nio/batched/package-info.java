/** Datagrams by {@code recvmmsg} and {@code sendmmsg}. */
@NullMarked
package org.hedgerow.nio.batched;

import org.jspecify.annotations.NullMarked;
