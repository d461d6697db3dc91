package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Binding, counting and closing a listener. */
interface ListenerTests extends TransportTests {

    /** Port 0 takes a free one, and the listener tells which. */
    @Test
    default void portZeroTellsThePortThatItGot() throws IOException {
        Listener listener = bench().listen(EchoHandler::new);
        assertThat(port(listener)).isPositive();
        TransportBench.expectEcho(bench().keep(RawClient.connect(port(listener))), "found");
    }

    /** An address in use is refused with a message that names it, and nothing is left of the attempt. */
    @Test
    default void anAddressInUseIsNamed() throws IOException {
        Transport transport = bench().transport();
        Listener first = bench().listen(transport, EchoHandler::new);
        assertThatThrownBy(() -> transport.listen(first.address(), EchoHandler::new, ListenOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(port(first)));
        assertThat(transport.usage().listeners()).isEqualTo(1);
        TransportBench.expectEcho(bench().rawClient(first), "the first still serves");
    }

    /** All IPv4 addresses, if told so, are no IPv6 ones: the port stays free there. */
    @Test
    default void theWildcardMayMeanIpv4Alone() throws IOException {
        ListenOptions options = ListenOptions.defaults().withIpv4Only(true);
        Listener ipv4 = bench().listen(bench().transport(), new InetSocketAddress(0), EchoHandler::new, options);
        assertThat(Endpoint.text(ipv4.address())).isEqualTo("0.0.0.0:" + port(ipv4));
        try (ServerSocket ipv6 = new ServerSocket(port(ipv4), 1, TransportBench.ipv6Loopback())) {
            assertThat(ipv6.isBound()).isTrue();
        }
        TransportBench.expectEcho(bench().keep(RawClient.connect(port(ipv4))), "found");
    }

    /** When a listener is closed its port is free again at once, whatever connections there were. */
    @Test
    default void aPortMayBeListenedOnAgain() throws IOException {
        Transport transport = bench().transport();
        Listener first = bench().listen(transport, EchoHandler::new);
        RawClient client = bench().rawClient(first);
        client.send("so that the server closes first, and is left in TIME_WAIT");
        first.close();
        Wait.until("nothing in use", () -> transport.usage().listeners() == 0);
        Listener second = bench().listen(transport, first.address(), EchoHandler::new, ListenOptions.defaults());
        assertThat(second.address()).isEqualTo(first.address());
        TransportBench.expectEcho(bench().rawClient(second), "again");
    }

    /** Listeners of one transport do not know of each other. */
    @Test
    default void listenersAreIndependent() throws IOException {
        Transport transport = bench().transport();
        Listener first = bench().listen(transport, EchoHandler::new);
        Listener second = bench().listen(transport, EchoHandler::new);
        RawClient ofFirst = bench().rawClient(first);
        RawClient ofSecond = bench().rawClient(second);
        TransportBench.expectEcho(ofFirst, "first");
        TransportBench.expectEcho(ofSecond, "second");
        first.close();
        TransportBench.expectEcho(ofSecond, "still there");
        TransportBench.expectEcho(bench().rawClient(second), "and accepting");
        TransportBench.expectRefused(first);
    }

    /** Closing cuts the connections of the listener; closing again does nothing. */
    @Test
    default void closeCutsItsConnections() throws Exception {
        List<Probe> probes = new ArrayList<>();
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> {
            Probe probe = new Probe();
            synchronized (probes) {
                probes.add(probe);
            }
            return probe;
        });
        for (int i = 0; i < 10; i++) {
            bench().rawClient(listener);
        }
        Wait.until("all accepted", () -> listener.accepted() == 10);
        listener.close();
        listener.close();
        assertThat(listener.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        synchronized (probes) {
            probes.forEach(Probe::awaitClosed);
        }
        assertThat(listener.connections()).isZero();
        assertThat(listener.accepted()).isEqualTo(10);
        TransportBench.expectRefused(listener);
        bench().expectService(transport);
    }

    /** What is open and what has been is counted, by the listener and by the transport. */
    @Test
    default void connectionsAreCounted() throws IOException {
        Transport transport = bench().transport();
        assertThat(transport.usage().listeners()).isZero();
        Listener listener = bench().listen(transport, EchoHandler::new);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            RawClient client = bench().rawClient(listener);
            clients.add(client);
            TransportBench.expectEcho(client, "accepted");
            assertThat(listener.connections()).isEqualTo(i);
            assertThat(listener.accepted()).isEqualTo(i);
            assertThat(transport.usage().connections()).isEqualTo(i);
        }
        assertThat(transport.usage().listeners()).isEqualTo(1);
        for (RawClient client : clients) {
            client.close();
        }
        Wait.until("none open", () -> listener.connections() == 0);
        assertThat(listener.accepted()).isEqualTo(5);
        Wait.until("none in use", () -> transport.usage().connections() == 0);
    }

    /** After {@link Transport#close} nobody can listen. */
    @Test
    default void aClosedTransportDoesNotListen() {
        Transport transport = bench().transport();
        transport.close();
        assertThatThrownBy(() -> transport.listen(TransportBench.anyPort(), EchoHandler::new, ListenOptions.defaults()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static int port(Listener listener) {
        return ((InetSocketAddress) listener.address()).getPort();
    }
}
