package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Connections that are tried where nobody accepts and nobody refuses. */
interface HangingConnectTests extends TransportTests {

    /** A connect that hangs is over as soon as it is given up, and holds up nobody in its lane until then. */
    @Test
    default void aHangingConnectMayBeGivenUp() throws IOException {
        FullServer full = bench().keep(new FullServer());
        Transport transport = bench().transport();
        for (int i = 0; i < 2 * TransportBench.LANES; i++) {
            Probe probe = new Probe();
            Connection connection = bench().connect(transport.connector(), full.address(), probe);
            Wait.settle(connection.lane());
            bench().expectService(transport);
            assertThat(probe.isClosed()).isFalse();
            Wait.inLane(connection.lane(), i % 2 == 0 ? connection::close : connection::reset);
            probe.awaitClosed();
            assertThat(probe.isOpened()).as("opened").isFalse();
        }
    }

    /** Closing the transport ends a connect that hangs. */
    @Test
    default void closingEndsAHangingConnect() throws IOException {
        FullServer full = bench().keep(new FullServer());
        Transport transport = bench().transport();
        Probe probe = new Probe();
        bench().connect(transport.connector(), full.address(), probe);
        transport.close();
        assertThat(probe.awaitClosed()).as("cause").isNotNull();
        assertThat(probe.isOpened()).as("opened").isFalse();
    }
}
