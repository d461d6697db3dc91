package org.hedgerow.samples.benchmarks.contender;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has each question resolved, and replies when that is done; the queries of a channel are under way at the same time. */
final class NettyRelay extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private final DnsNameResolver resolver;

    NettyRelay(DnsNameResolver resolver) {
        this.resolver = resolver;
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
        reply.setRecursionDesired(query.isRecursionDesired()).setRecursionAvailable(true);
        reply.addRecord(DnsSection.QUESTION, question);
        resolver.resolveAll(question).addListener((io.netty.util.concurrent.Future<List<DnsRecord>> answer) -> {
            if (answer.isSuccess()) {
                answer.getNow().forEach(record -> reply.addRecord(DnsSection.ANSWER, record));
            } else {
                reply.setCode(code(answer.cause()));
            }
            context.writeAndFlush(reply, context.voidPromise());
        });
    }

    /** What the upstreams said, which the resolver tells as the cause of its failure. */
    private static DnsResponseCode code(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof DnsErrorCauseException said) {
                return said.getCode();
            }
        }
        return DnsResponseCode.SERVFAIL;
    }

    /** What is no DNS message is dropped, as Netty's decoder tells of it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
