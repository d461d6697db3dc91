/** A transport on blocking sockets, with a thread for each connection or a fixed pool of threads. */
@NullMarked
package org.hedgerow.blocking;

import org.jspecify.annotations.NullMarked;
