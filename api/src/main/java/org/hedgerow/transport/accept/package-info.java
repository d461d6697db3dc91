/**
 * For those who write transports: how connections are accepted, so that each transport and concurrency model takes a place
 * before it accepts, waits out a want of descriptors, and counts alike; and how sockets come to share a port.
 */
@NullMarked
package org.hedgerow.transport.accept;

import org.jspecify.annotations.NullMarked;
