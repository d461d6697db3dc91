package org.hedgerow.samples.benchmarks.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.hedgerow.line.LineFormat;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.ServingContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Hedgerow's serving side of the line protocol over a table of 10,000 names: from octets that have arrived to the replies. */
@State(Scope.Thread)
public class LineReplying {
    private static final int NAMES = 10_000;
    private static final int ARRIVALS = 10_000;
    private static final int MAX_OCTETS = 4096;

    /** How many arrive together. */
    @Param({"1", "32"})
    public int lines;

    private final StillLane lane = new StillLane();
    private final CapturingConnection connection = new CapturingConnection(lane);
    private final byte[] buffer = new byte[MAX_OCTETS];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final byte[][] arrivals = new byte[ARRIVALS][];
    private final ConnectionHandler handler = handler(Names.table(NAMES));
    private int next;

    private static ConnectionHandler handler(Table table) {
        return LineFormat.standard()
                .silentOnMiss()
                .serving(ServingContext.of(TableResolver.of(() -> table)))
                .newHandler();
    }

    /** Serves everything once, for an answer is made when it is asked for first, and kept. */
    @Setup
    public void prepare() {
        handler.opened(connection);
        Random random = new Random(1);
        for (int i = 0; i < ARRIVALS; i++) {
            arrivals[i] = random.ints(lines, 0, NAMES)
                    .mapToObj(each -> Names.present(each) + '\n')
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.US_ASCII);
        }
        for (byte[] each : arrivals) {
            if (serve() <= each.length) {
                throw new IllegalStateException("expected a reply to each line");
            }
        }
    }

    /** Names that the table has. */
    @Benchmark
    public int serve() {
        byte[] arrival = arrivals[next];
        next = next + 1 == ARRIVALS ? 0 : next + 1;
        System.arraycopy(arrival, 0, buffer, 0, arrival.length);
        handler.received(connection, view.clear().limit(arrival.length));
        return connection.take();
    }
}
