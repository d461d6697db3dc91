package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.junit.jupiter.api.Test;

/** Connections without another end. */
interface SelfConnectTests extends TransportTests {

    /**
     * Where nobody listens on a port of the system's own range, the system may give the connecting socket just that port, and
     * so connect it to itself. That is as good as refused.
     *
     * <p>When it does is up to the system: Linux tries its ports one by one, the even ones first. Whether the port is free
     * afterwards cannot be asked, since somebody else's connection may have left it in TIME_WAIT.
     */
    @Test
    default void aConnectionToItselfIsRefused() throws IOException {
        InetSocketAddress nobody = unusedEvenAddress();
        Connector connector = bench().transport().connector();
        Lane lane = connector.lane();
        boolean met = false;
        for (int i = 0; i < 20_000 && !met; i++) {
            Probe probe = new Probe();
            Wait.inLane(lane, () -> connector.connect(nobody, probe));
            IOException cause = probe.awaitClosed();
            assertThat(cause).isNotNull();
            assertThat(probe.isOpened()).as("opened").isFalse();
            met = cause instanceof ConnectException
                    && String.valueOf(cause.getMessage()).contains("itself");
        }
    }

    private static InetSocketAddress unusedEvenAddress() throws IOException {
        InetSocketAddress odd = anyAddress();
        for (int port = odd.getPort() + 1 & ~1; port < 65_536; port += 2) {
            try (ServerSocket server = new ServerSocket(port, 1, odd.getAddress())) {
                return new InetSocketAddress(server.getInetAddress(), port);
            } catch (BindException taken) {
                assertThat(port).as("one of many").isLessThan(65_500);
            }
        }
        return odd;
    }

    private static InetSocketAddress anyAddress() throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(TransportBench.anyPort());
            return (InetSocketAddress) server.getLocalSocketAddress();
        }
    }
}
