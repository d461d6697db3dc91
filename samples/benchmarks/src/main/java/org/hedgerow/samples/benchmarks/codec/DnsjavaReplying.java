package org.hedgerow.samples.benchmarks.codec;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.hedgerow.samples.benchmarks.contender.CourseTable;
import org.hedgerow.samples.benchmarks.contender.DnsjavaTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same by dnsjava: a message parsed, answered from a hash map, and written. */
@State(Scope.Thread)
public class DnsjavaReplying {
    /** How many there are in the table. */
    @Param("10000")
    public int names;

    private DnsjavaTable table = table(List.of());
    private DnsQueries hits = new DnsQueries(0, Names::present);
    private DnsQueries misses = new DnsQueries(0, Names::missing);

    private static DnsjavaTable table(List<CourseTable.Entry> entries) {
        try {
            return new DnsjavaTable(entries);
        } catch (IOException e) {
            throw new IllegalStateException("the names are right", e);
        }
    }

    /** Makes the table and the queries. */
    @Setup
    public void prepare() {
        table = table(Names.entries(names));
        hits = new DnsQueries(names, Names::present);
        misses = new DnsQueries(names, Names::missing);
        DnsReply.expect(hit().length, hit(), true);
        DnsReply.expect(miss().length, miss(), false);
    }

    /** A name that the table has. */
    @Benchmark
    public byte[] hit() {
        return Objects.requireNonNull(table.reply(hits.next()), "a query");
    }

    /** A name that it does not have. */
    @Benchmark
    public byte[] miss() {
        return Objects.requireNonNull(table.reply(misses.next()), "a query");
    }
}
