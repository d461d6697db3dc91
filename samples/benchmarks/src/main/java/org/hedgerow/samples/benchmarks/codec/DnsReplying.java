package org.hedgerow.samples.benchmarks.codec;

import java.util.Objects;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.wire.ServingContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Hedgerow's serving side of DNS over a table: from a datagram to its reply. */
@State(Scope.Thread)
public class DnsReplying {
    /** How many there are in the table. */
    @Param({"1", "10000"})
    public int names;

    private final StillLane lane = new StillLane();
    private Served hits = Served.NOTHING;
    private Served misses = Served.NOTHING;

    private record Served(DatagramHandler handler, CapturingPort port, DnsQueries queries) {
        static final Served NOTHING = of(new StillLane(), Names.table(0), new DnsQueries(0, Names::present));

        static Served of(StillLane lane, Table table, DnsQueries queries) {
            DatagramHandler handler = Objects.requireNonNull(
                            DnsFormat.standard()
                                    .authoritative()
                                    .servingDatagrams(ServingContext.of(TableResolver.of(() -> table))),
                            "DNS has datagrams")
                    .newHandler();
            CapturingPort port = new CapturingPort(lane, handler, lane.wire());
            handler.opened(port);
            return new Served(handler, port, queries);
        }

        void serve() {
            handler.received(port, queries.next(), CapturingPort.PEER);
        }
    }

    /** Asks for every name once, for an answer is made when it is asked for first, and kept. */
    @Setup
    public void prepare() {
        Table table = Names.table(names);
        hits = Served.of(lane, table, new DnsQueries(names, Names::present));
        misses = Served.of(lane, table, new DnsQueries(names, Names::missing));
        for (int i = 0; i < names; i++) {
            DnsReply.expect(hit(), lane.wire().bytes(), true);
            DnsReply.expect(miss(), lane.wire().bytes(), false);
        }
    }

    /** A name that the table has. */
    @Benchmark
    public int hit() {
        hits.serve();
        return lane.wire().length();
    }

    /** A name that it does not have. */
    @Benchmark
    public int miss() {
        misses.serve();
        return lane.wire().length();
    }
}
