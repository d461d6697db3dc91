package org.hedgerow.samples.benchmarks.contender;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import java.io.IOException;
import java.net.SocketAddress;

/** A DNS server's datagrams by Netty: one event loop on native epoll, many datagrams with each call of the system. */
final class NettyDatagrams {
    private static final int PAYLOAD = 1232; // the longest that DNS clients send which heed fragmentation
    private static final int AT_ONCE = 64;

    private NettyDatagrams() {}

    /**
     * The event loop.
     *
     * @throws IOException if there is no native epoll here; the message says why
     */
    static EventLoopGroup eventLoop() throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException("expected Linux on x86-64, for Netty's native epoll", Epoll.unavailabilityCause());
        }
        return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    /** Binds the address, with {@code last} behind Netty's decoder and encoder of DNS. Blocks until it is bound. */
    static Channel bind(EventLoopGroup loop, SocketAddress address, ChannelHandler last) throws InterruptedException {
        return new Bootstrap()
                .group(loop)
                .channel(EpollDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, Serving.RECEIVE_BUFFER)
                // Both together have Netty read by recvmmsg, into slices of one buffer.
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, PAYLOAD)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(PAYLOAD * AT_ONCE))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), last);
                    }
                })
                .bind(address)
                .sync()
                .channel();
    }
}
