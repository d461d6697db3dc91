package org.hedgerow.samples.benchmarks.contender;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A DNS table server by Netty. */
@Command(name = "netty-udp", description = "DNS over UDP from a table: Netty's codec-dns, one loop on native epoll.")
final class NettyUdp implements Callable<Integer> {
    @Mixin
    private Serving serving;

    @Parameters(index = "1", paramLabel = "TABLE")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        NettyTable table = new NettyTable(CourseTable.read(file));
        EventLoopGroup loop = NettyDatagrams.eventLoop();
        try {
            Channel channel = NettyDatagrams.bind(loop, serving.address(), table);
            serving.ready();
            channel.closeFuture().sync();
        } finally {
            loop.shutdownGracefully().sync();
        }
        return 0;
    }
}
