package org.hedgerow.samples.benchmarks;

import java.util.List;
import org.hedgerow.samples.benchmarks.codec.DnsAsking;
import org.hedgerow.samples.benchmarks.codec.DnsReplying;
import org.hedgerow.samples.benchmarks.codec.DnsjavaReplying;
import org.hedgerow.samples.benchmarks.codec.FanningOut;
import org.hedgerow.samples.benchmarks.codec.LineReplying;
import org.hedgerow.samples.benchmarks.codec.NettyReplying;
import org.hedgerow.samples.benchmarks.codec.TableFinding;

/**
 * One of the parts that the suite {@code codec} measures.
 *
 * @param contender whose it is
 * @param work what it does, which another contender may do as well
 * @param owner the class of the benchmark
 * @param method its method
 */
record CodecPart(String contender, String work, Class<?> owner, String method) {
    private static final String HEDGEROW = "Hedgerow";

    /** In the order of the table: Hedgerow's before those that do the same. */
    static List<CodecPart> all() {
        return List.of(
                new CodecPart(HEDGEROW, "DNS query to reply, hit", DnsReplying.class, "hit"),
                new CodecPart("Netty codec-dns", "DNS query to reply, hit", NettyReplying.class, "hit"),
                new CodecPart("dnsjava", "DNS query to reply, hit", DnsjavaReplying.class, "hit"),
                new CodecPart(HEDGEROW, "DNS query to reply, miss", DnsReplying.class, "miss"),
                new CodecPart("Netty codec-dns", "DNS query to reply, miss", NettyReplying.class, "miss"),
                new CodecPart("dnsjava", "DNS query to reply, miss", DnsjavaReplying.class, "miss"),
                new CodecPart(HEDGEROW, "DNS question to query, reply to answer", DnsAsking.class, "ask"),
                new CodecPart(HEDGEROW, "lines to replies", LineReplying.class, "serve"),
                new CodecPart(HEDGEROW, "table, hit", TableFinding.class, "hit"),
                new CodecPart(HEDGEROW, "table, miss", TableFinding.class, "miss"),
                new CodecPart(HEDGEROW, "fan-out", FanningOut.class, "resolve"));
    }

    /** What JMH calls it. */
    String benchmark() {
        return owner.getName() + '.' + method;
    }
}
