package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Channels that were opened elsewhere, as those that a process inherits. */
interface AdoptTests extends TransportTests {

    /** A listening socket is accepted on, those who wait in it already included, and closed with the listener. */
    @Test
    default void aListeningSocketIsAcceptedOn() throws IOException {
        Transport transport = bench().transport();
        ServerSocketChannel server = bench().keep(ServerSocketChannel.open().bind(TransportBench.anyPort()));
        RawClient early = bench().keep(RawClient.connect(server.getLocalAddress()));
        Listener listener = bench().adopt(transport, server, EchoHandler::new);
        assertThat(listener.address()).isEqualTo(server.getLocalAddress());
        TransportBench.expectEcho(early, "early");
        for (int i = 0; i < 10; i++) {
            TransportBench.expectEcho(bench().rawClient(listener), "later");
        }
        assertThat(listener.accepted()).isEqualTo(11);
        listener.close();
        assertThat(server.isOpen()).isFalse();
        TransportBench.expectRefused(listener);
    }

    /** Whether such a socket blocks is of no matter. */
    @Test
    default void aListeningSocketMayComeUnblocked() throws IOException {
        Transport transport = bench().transport();
        ServerSocketChannel server = bench().keep(ServerSocketChannel.open().bind(TransportBench.anyPort()));
        server.configureBlocking(false);
        Listener listener = bench().adopt(transport, server, EchoHandler::new);
        bench().expectService(transport);
        TransportBench.expectEcho(bench().rawClient(listener), "unblocked");
        assertThat(listener.accepted()).isEqualTo(1);
    }

    /** A connection is served as the only one, and the listener is empty when it is gone. */
    @Test
    default void aConnectionIsServed() throws Exception {
        Transport transport = bench().transport();
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(TransportBench.anyPort())) {
            RawClient client = bench().keep(RawClient.connect(server.getLocalAddress()));
            SocketChannel accepted = server.accept();
            Listener listener = bench().adopt(transport, accepted, EchoHandler::new);
            assertThat(listener.accepted()).isEqualTo(1);
            assertThat(listener.address()).isEqualTo(server.getLocalAddress());
            TransportBench.expectEcho(client, "inherited");
            assertThat(listener.connections()).isEqualTo(1);
            client.shutdownOutput();
            assertThat(client.readToEnd()).isEmpty();
            assertThat(listener.awaitEmpty(Wait.LIMIT)).isTrue();
            assertThat(accepted.isOpen()).isFalse();
            Wait.until("forgotten with its connection", () -> transport.usage().listeners() == 0);
        }
    }

    /** Such a connection is drained as others are. */
    @Test
    default void anAdoptedConnectionIsDrained() throws Exception {
        Transport transport = bench().transport();
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(TransportBench.anyPort())) {
            RawClient client = bench().keep(RawClient.connect(server.getLocalAddress()));
            Probe probe = new Probe();
            Listener listener = bench().adopt(transport, server.accept(), () -> probe);
            client.send("x");
            probe.awaitText("x");
            listener.drain();
            probe.awaitEnded();
            assertThat(listener.awaitEmpty(Duration.ZERO)).isFalse();
            Wait.inLane(probe.connection().lane(), probe.connection()::close);
            assertThat(client.readToEnd()).isEmpty();
            client.close();
            assertThat(listener.awaitEmpty(Wait.LIMIT)).isTrue();
        }
    }

    /** What cannot be served is named, and left as it is. */
    @Test
    default void otherChannelsAreRefused() throws IOException {
        Transport transport = bench().transport();
        expectRefusal(transport, ServerSocketChannel.open());
        expectRefusal(transport, SocketChannel.open());
        expectRefusal(transport, DatagramChannel.open().bind(TransportBench.anyPort()));
        assertThat(transport.usage().listeners()).isZero();
    }

    /** Nulls are refused by name, and the channel is left as it is. */
    @Test
    @SuppressWarnings("NullAway") // on purpose
    default void nullsAreNotAdopted() throws IOException {
        Transport transport = bench().transport();
        ListenOptions options = ListenOptions.defaults();
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(TransportBench.anyPort())) {
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.adopt(null, EchoHandler::new, options))
                    .withMessage("channel");
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.adopt(server, null, options))
                    .withMessage("handlers");
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.adopt(server, EchoHandler::new, null))
                    .withMessage("options");
            assertThat(server.isOpen()).isTrue();
        }
    }

    private void expectRefusal(Transport transport, NetworkChannel channel) {
        bench().keep(channel);
        assertThatThrownBy(() -> transport.adopt(channel, EchoHandler::new, ListenOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected");
        assertThat(channel.isOpen()).isTrue();
    }
}
