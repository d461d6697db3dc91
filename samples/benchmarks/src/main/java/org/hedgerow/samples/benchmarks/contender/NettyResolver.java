package org.hedgerow.samples.benchmarks.contender;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddresses;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A DNS server that asks others by Netty's {@code DnsNameResolver}, many at once and without caches, all on one event loop:
 * each question goes to one upstream, the next one each time, and to another one if that fails, or says NXDOMAIN without
 * being an authority.
 */
@Command(name = "netty-resolver", description = "DNS over UDP from upstreams: Netty's DnsNameResolver, one loop.")
final class NettyResolver implements Callable<Integer> {
    private static final int FLUSHES = FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES;

    /** A server relays what the upstreams say, not what is in a file of this host. */
    private static final HostsFileEntriesResolver NO_HOSTS = (name, types) -> null;

    @Mixin
    private Serving serving;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "UPSTREAM_PORT")
    private List<Integer> upstreams = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        EventLoopGroup group = NettyDatagrams.eventLoop();
        try {
            DnsNameResolver resolver = resolver(group.next());
            Channel channel = NettyDatagrams.bind(group, serving.address(), new NettyRelay(resolver));
            // Replies become known while another channel is read: those of one pass of the loop leave together.
            channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSHES, true));
            serving.ready();
            channel.closeFuture().sync();
        } finally {
            group.shutdownGracefully().sync();
        }
        return 0;
    }

    private DnsNameResolver resolver(EventLoop loop) {
        List<InetSocketAddress> servers =
                upstreams.stream().map(Serving::loopback).toList();
        DnsServerAddresses addresses = DnsServerAddresses.rotational(servers);
        return new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(NettyResolver::upstreamChannel)
                .nameServerProvider(name -> addresses.stream())
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
                .hostsFileEntriesResolver(NO_HOSTS)
                .build();
    }

    private static EpollDatagramChannel upstreamChannel() {
        EpollDatagramChannel channel = new EpollDatagramChannel();
        channel.config().setReceiveBufferSize(Serving.RECEIVE_BUFFER);
        return channel;
    }
}
