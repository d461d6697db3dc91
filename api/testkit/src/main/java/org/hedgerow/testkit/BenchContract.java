package org.hedgerow.testkit;

import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the contracts of a transport share: a bench for each test, which complains of what is left on it. */
@Timeout(120)
abstract class BenchContract implements TransportTests {
    private TransportBench bench;

    /** For implementors: JUnit makes one object per test. */
    BenchContract() {}

    /**
     * The transport to test, a new one each time, not used yet. The test closes it.
     *
     * @param options to be heeded, above all the ticker
     */
    protected abstract Transport newTransport(TransportOptions options);

    @BeforeEach
    final void setUpBench() {
        bench = newBench();
    }

    /** Unless there is another way to reach them, transports are reached by others of their kind. */
    TransportBench newBench() {
        return new TransportBench(this::newTransport);
    }

    @AfterEach
    final void tearDownBench() throws Exception {
        bench.close();
    }

    @Override
    public final TransportBench bench() {
        return bench;
    }
}
