package org.hedgerow.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.hedgerow.Answer;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** One theme of {@link WireFormatContract}; an interface, so that a single subclass inherits the tests of all. */
interface WireFormatTests {

    /** The format. */
    WireFormat tested();

    /** Both sides with default options. */
    FormatBench bench();

    /** Both sides with these. */
    FormatBench bench(ServingOptions serving, UpstreamOptions asking);

    /** What is heard of what was said; null if nothing is. */
    @Nullable
    Answer expected(Answer said);

    /** The bytes of a question on a stream; the test is skipped if the format asks by datagrams. */
    default byte[] query(int number) {
        FormatBench bench = bench();
        bench.ask(FormatBench.question(number));
        assumeTrue(bench.lane.ports().isEmpty(), "the format asks by datagrams");
        bench.lane.connection().open();
        return bench.lane.connection().takeSentBytes();
    }

    /** The bytes of a question as a datagram; the test is skipped if the format asks over streams. */
    default byte[] datagram(int number) {
        FormatBench bench = bench();
        bench.ask(FormatBench.question(number));
        assumeTrue(bench.lane.connections().isEmpty(), "the format asks over streams");
        bench.lane.runAll();
        return bench.lane.port().takeSent().get(0);
    }
}
