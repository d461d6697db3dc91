package org.hedgerow.testkit;

import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

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
public abstract class TransportContract extends TransportSeamContract
        implements BackPressureTests,
                FileTests,
                PeerEndTests,
                OwnEndTests,
                HangingConnectTests,
                SelfConnectTests,
                ListenerTests,
                AdoptTests,
                WorkerTests,
                DrainTests,
                DatagramTests,
                BindingTests,
                BindingDrainTests,
                PortPeerTests,
                RouteTests,
                LimitTests,
                ShedTests,
                ExitTests,
                ThreadTests {

    /** For implementors: JUnit makes one object per test. */
    protected TransportContract() {}

    /** Peers that share no code with any transport. */
    @Override
    final TransportBench newBench() {
        return new TransportBench(this::newTransport, RawClient::connect);
    }
}
