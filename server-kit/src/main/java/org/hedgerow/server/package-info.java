/**
 * What a server needs beyond a transport: its life from start to close, the signals, sockets and processes that come with
 * it, and tables that come from files.
 */
@NullMarked
package org.hedgerow.server;

import org.jspecify.annotations.NullMarked;
