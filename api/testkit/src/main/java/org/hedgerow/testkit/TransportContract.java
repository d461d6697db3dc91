package org.hedgerow.testkit;

import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every transport promises, as tests. An implementor extends this and gives it a transport:
 *
 * <pre>{@code
 * class MyTransportContractTest extends TransportContract {
 *     @Override
 *     protected Transport newTransport(TransportOptions options) {
 *         return new MyTransport(options);
 *     }
 * }
 * }</pre>
 *
 * <p>The tests use TCP and UDP on the loopback interface, a few thousand descriptors and 70 MB of traffic at a time. After each,
 * whether it says so or not, the following must hold: each handler was told what {@link
 * org.hedgerow.transport.ConnectionHandler} or {@link org.hedgerow.transport.DatagramHandler} promises, in that order, one at a time, in its own lane, and {@code
 * closed} exactly once; {@link Transport#usage} comes to nothing once all connections are closed, and after {@link
 * Transport#close}; no thread is left and, on Linux, no descriptor (see {@link Leaks}).
 *
 * <p>Many tests own the time. They rely on a transport to look at its timers again, by its {@link
 * TransportOptions#ticker}, whenever a task is executed in one of the lanes of {@link Transport#local}.
 */
@Timeout(120)
public abstract class TransportContract
        implements EchoTests,
                BackPressureTests,
                FileTests,
                PeerEndTests,
                OwnEndTests,
                HandlerFailureTests,
                QuietTests,
                LaneTests,
                LaneExtremesTests,
                OutgoingTests,
                SelfConnectTests,
                ListenerTests,
                AdoptTests,
                WorkerTests,
                DrainTests,
                DatagramTests,
                BindingTests,
                BindingDrainTests,
                PortTests,
                LimitTests,
                ShedTests,
                LifecycleTests,
                EndTests,
                ThreadTests,
                MisuseTests {
    private TransportBench bench;

    /** For implementors: JUnit makes one object per test. */
    protected TransportContract() {}

    /**
     * The transport to test, a new one each time, not used yet. The test closes it.
     *
     * @param options to be heeded, above all the ticker
     */
    protected abstract Transport newTransport(TransportOptions options);

    @BeforeEach
    final void setUpBench() {
        bench = new TransportBench(this::newTransport);
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
