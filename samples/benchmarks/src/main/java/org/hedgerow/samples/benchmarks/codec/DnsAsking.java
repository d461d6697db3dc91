package org.hedgerow.samples.benchmarks.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Hedgerow's asking side of DNS: from a question to the query, and from the reply to the answer; the reply is an address,
 * there at once. Ports are changed after 64 queries, as they are with sockets.
 */
@State(Scope.Thread)
public class DnsAsking {
    private static final int NAMES = 10_000;
    private static final int QUESTION_AT = 12;
    private static final int TYPE_AND_CLASS = 4;
    private static final int MAX_OCTETS = 512;
    private static final byte[] COUNTS = {0, 1, 0, 1, 0, 0, 0, 0}; // one question, one answer
    private static final byte[] ANSWER = {
        (byte) 0xC0, QUESTION_AT, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 10, 0, 0, 1 // the name above, A, IN, 300 s, 4 octets
    };

    private final StillLane lane = new StillLane();
    private final Upstream upstream =
            DnsFormat.standard().asking(AskingContext.of(lane, Endpoint.of(CapturingPort.PEER)));
    private final Question[] questions = IntStream.range(0, NAMES)
            .mapToObj(Names::present)
            .map(Names::question)
            .toArray(Question[]::new);
    private final ByteBuffer reply = ByteBuffer.allocate(MAX_OCTETS);
    private int next;

    /** Makes sure that answers come. */
    @Setup
    public void prepare() {
        if (!Arrays.stream(questions).allMatch(each -> ask() instanceof Found)) {
            throw new IllegalStateException("expected an address");
        }
    }

    /** A question. */
    @Benchmark
    public Answer ask() {
        Question question = questions[next];
        next = next + 1 == NAMES ? 0 : next + 1;
        Asked call = new Asked(lane);
        upstream.ask(question, call);
        lane.wire().reply(reply());
        lane.runTasks();
        return call.answer();
    }

    /** To the query that was sent last: its id and its question, and an address. */
    private ByteBuffer reply() {
        byte[] query = lane.wire().bytes();
        int end = QUESTION_AT;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        end += 1 + TYPE_AND_CLASS;
        reply.clear();
        reply.put(query, 0, 2).put((byte) 0x81).put((byte) 0x80).put(COUNTS); // QR, RD, RA
        reply.put(query, QUESTION_AT, end - QUESTION_AT).put(ANSWER);
        return reply.flip();
    }
}
