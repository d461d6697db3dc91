package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What this transport is called and what it says when something goes wrong. */
class BlockingTransportTest {
    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTheJvmsTime();

    private final Transport transport = bench.transport();
    private final Recorder recorder = new Recorder();

    @Test
    void isFoundByName() {
        try (Transport named = Transport.named("blocking")) {
            assertThat(named).isInstanceOf(BlockingTransport.class);
        }
    }

    @Test
    void tellsWhyItCannotListen() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            transport.listen(taken.getLocalSocketAddress(), () -> recorder, ListenOptions.defaults()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already");
        }
    }

    @Test
    void tellsWhyItCannotConnect() throws Exception {
        SocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = server.getLocalSocketAddress();
        }
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        lane.execute(() -> connector.connect(nobody, recorder));
        assertThat(recorder.awaitClosed()).hasMessageContaining("refused");
    }

    @Test
    void tellsThatTheListenerWasClosed() throws Exception {
        Listener listener = bench.listen(() -> recorder);
        try (RawClient client = BlockingBench.client(listener)) {
            recorder.awaitOpened();
            listener.close();
            assertThat(recorder.awaitClosed()).hasMessage("the listener was closed");
            assertThat(client.localAddress()).isNotNull();
        }
    }

    @Test
    void dropsWhatIsWrittenBeforeAConnectionIsOpen() throws Exception {
        Listener listener = bench.listenAndEcho();
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        lane.execute(() -> Recorder.write(connector.connect(listener.address(), recorder), "too early"));
        Connection connection = recorder.awaitOpened();
        lane.execute(() -> Recorder.write(connection, "hello"));
        recorder.awaitText("hello");
        lane.execute(connection::close);
        assertThat(recorder.awaitClosed()).isNull();
    }
}
