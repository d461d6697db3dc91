/**
 * For those who write transports: how connections are accepted, so that each transport and concurrency model takes a place
 * before it accepts, waits out a want of descriptors, and counts alike; how sockets come to share a port; and the threads of
 * a transport, and who waits for their end.
 */
@NullMarked
package org.hedgerow.transport.accept;

import org.jspecify.annotations.NullMarked;
