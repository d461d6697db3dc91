/** How bytes move: connections, their handlers, listeners, and the transports behind them. Knows no names. */
@NullMarked
package org.hedgerow.transport;

import org.jspecify.annotations.NullMarked;
