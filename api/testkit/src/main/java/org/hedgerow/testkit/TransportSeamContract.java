package org.hedgerow.testkit;

/**
 * What a transport promises by the seam alone, as tests that know of no sockets: connections, ports, lanes and their ends. It is
 * for transports that no socket reaches, such as one in memory, or one that changes the bytes on their way; others extend
 * {@link TransportContract}, which has these tests too. The transports of one test must reach each other.
 *
 * <p>After each test the same must hold as there.
 */
public abstract class TransportSeamContract extends BenchContract
        implements EchoTests,
                QuietTests,
                HandlerFailureTests,
                LaneTests,
                LaneExtremesTests,
                OutgoingTests,
                PortTests,
                LifecycleTests,
                EndTests,
                MisuseTests {
    /** For implementors: JUnit makes one object per test. */
    protected TransportSeamContract() {}
}
