package org.hedgerow.samples.benchmarks.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.hedgerow.samples.benchmarks.contender.CourseTable;
import org.hedgerow.samples.benchmarks.contender.NettyTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same by Netty: decoder, hash map and encoder of the contender, in a channel in memory, with pooled buffers. */
@State(Scope.Thread)
public class NettyReplying {
    /** How many there are in the table. */
    @Param("10000")
    public int names;

    private EmbeddedChannel channel = channel(List.of());
    private DnsQueries hits = new DnsQueries(0, Names::present);
    private DnsQueries misses = new DnsQueries(0, Names::missing);

    private static EmbeddedChannel channel(List<CourseTable.Entry> entries) {
        return new EmbeddedChannel(
                new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new NettyTable(entries));
    }

    /** Makes the table and the queries. */
    @Setup
    public void prepare() {
        channel = channel(Names.entries(names));
        hits = new DnsQueries(names, Names::present);
        misses = new DnsQueries(names, Names::missing);
        expect(hits, true);
        expect(misses, false);
    }

    private void expect(DnsQueries queries, boolean found) {
        DatagramPacket reply = reply(queries.next());
        byte[] bytes = new byte[reply.content().readableBytes()];
        reply.content().readBytes(bytes);
        reply.release();
        DnsReply.expect(bytes.length, bytes, found);
    }

    private DatagramPacket reply(ByteBuffer query) {
        ByteBuf bytes =
                PooledByteBufAllocator.DEFAULT.directBuffer(query.remaining()).writeBytes(query);
        InetSocketAddress peer = (InetSocketAddress) CapturingPort.PEER;
        channel.writeInbound(new DatagramPacket(bytes, peer, peer));
        DatagramPacket reply = channel.readOutbound();
        if (reply == null) {
            throw new IllegalStateException("expected a reply, found none");
        }
        return reply;
    }

    private int length(DnsQueries queries) {
        DatagramPacket reply = reply(queries.next());
        int length = reply.content().readableBytes();
        reply.release();
        return length;
    }

    /** A name that the table has. */
    @Benchmark
    public int hit() {
        return length(hits);
    }

    /** A name that it does not have. */
    @Benchmark
    public int miss() {
        return length(misses);
    }
}
