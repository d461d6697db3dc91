package org.hedgerow.samples.benchmarks.contender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replies to DNS queries from a table, between Netty's decoder and encoder; without EDNS, which the replies do not need.
 * Replies leave together once all queries are read that have come together.
 */
public final class NettyTable extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private final Map<String, ByteBuf> addresses = new HashMap<>();

    /** Of these entries. */
    public NettyTable(List<CourseTable.Entry> entries) {
        for (CourseTable.Entry each : entries) {
            ByteBuf octets = Unpooled.wrappedBuffer(each.address().getAddress());
            addresses.put(each.key() + '.', Unpooled.unreleasableBuffer(octets.asReadOnly()));
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the handlers are told of failures
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
        DnsQuestion question = query.recordAt(DnsSection.QUESTION);
        if (question == null) {
            return;
        }
        DatagramDnsResponse reply = new DatagramDnsResponse(
                /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id(), query.opCode());
        reply.setAuthoritativeAnswer(true).setRecursionDesired(query.isRecursionDesired());
        reply.addRecord(DnsSection.QUESTION, question);
        ByteBuf address = addresses.get(CourseTable.key(question.name()));
        if (address == null) {
            reply.setCode(DnsResponseCode.NXDOMAIN);
        } else if (question.type().equals(DnsRecordType.A)) {
            reply.addRecord(
                    DnsSection.ANSWER,
                    new DefaultDnsRawRecord(question.name(), DnsRecordType.A, CourseTable.TTL, address));
        }
        context.write(reply, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** What is no DNS message is dropped, as Netty's decoder tells of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
