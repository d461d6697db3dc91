/**
 * For those who write transports over sockets, so that each of them, in each concurrency model, does alike: how addresses are
 * bound, channels adopted and ports shared; how connections are accepted, with a place taken before, a want of descriptors
 * waited out, and all of them counted; how handlers are guarded, and files sent; and the threads of a transport, and who waits
 * for their end.
 */
@NullMarked
package org.hedgerow.transport.accept;

import org.jspecify.annotations.NullMarked;
