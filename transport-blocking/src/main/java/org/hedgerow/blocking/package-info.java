/** A transport on blocking sockets, with one reading thread for each connection. */
@NullMarked
package org.hedgerow.blocking;

import org.jspecify.annotations.NullMarked;
