package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/** Binding an address for datagrams, counting, and giving it up. */
interface BindingTests extends TransportTests {

    /** Port 0 takes a free one; the binding and its ports tell which. */
    @Test
    default void portZeroBindsAnyPort() throws IOException {
        Transport transport = bench().transport();
        for (int i = 0; i < 10; i++) {
            DatagramProbe probe = new DatagramProbe();
            Binding binding = bench().bind(transport, () -> probe);
            assertThat(((InetSocketAddress) binding.address()).getPort()).isPositive();
            assertThat(probe.port().localAddress()).isEqualTo(binding.address());
        }
    }

    /** An address that somebody has is refused with a message that names it, and nothing is left of the attempt. */
    @Test
    default void aBoundAddressIsRefused() throws IOException {
        Transport transport = bench().transport();
        Binding first = bench().bind(transport, DatagramEcho::new);
        expectInUse(bench().transport(), first.address());
        expectInUse(transport, first.address());
        assertThat(transport.usage().listeners()).isEqualTo(1);
        expectService(first);
        try (DatagramSocket stranger = new DatagramSocket(TransportBench.anyPort())) {
            expectInUse(transport, stranger.getLocalSocketAddress());
        }
    }

    private static void expectInUse(Transport transport, SocketAddress address) {
        Usage before = transport.usage();
        assertThatThrownBy(() -> transport.bind(address, DatagramEcho::new, BindOptions.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on " + Endpoint.text(address) + ": ")
                .hasMessageContaining("in use");
        assertThat(transport.usage()).isEqualTo(before);
    }

    /** All IPv4 addresses, if told so, are no IPv6 ones: the port stays free there. */
    @Test
    default void theWildcardOfDatagramsMayMeanIpv4Alone() throws IOException {
        Transport transport = bench().transport();
        BindOptions options = BindOptions.defaults().withIpv4Only(true);
        Binding ipv4 = bench().bind(transport, new InetSocketAddress(0), DatagramEcho::new, options);
        int port = ((InetSocketAddress) ipv4.address()).getPort();
        assertThat(Endpoint.text(ipv4.address())).isEqualTo("0.0.0.0:" + port);
        try (DatagramSocket ipv6 = new DatagramSocket(new InetSocketAddress(TransportBench.ipv6Loopback(), port))) {
            assertThat(ipv6.isBound()).isTrue();
        }
    }

    /** Who shares a port gets it, and so does the next one who shares it. */
    @Test
    default void aPortMayBeShared() throws IOException {
        BindOptions sharing = BindOptions.defaults().withReusePort(true);
        Binding first = bench().bind(bench().transport(), TransportBench.anyPort(), DatagramEcho::new, sharing);
        Binding second = bench().bind(bench().transport(), first.address(), DatagramEcho::new, sharing);
        assertThat(second.address()).isEqualTo(first.address());
        for (int i = 0; i < 20; i++) {
            expectService(first);
        }
        first.close();
        for (int i = 0; i < 20; i++) {
            expectService(second);
        }
    }

    /** Closing frees the port at once, tells each handler why, and is idempotent. */
    @Test
    default void closingFreesThePort() throws Exception {
        Transport transport = bench().transport();
        SocketAddress address = TransportBench.anyPort();
        for (int i = 0; i < 20; i++) {
            Queue<DatagramProbe> probes = new ConcurrentLinkedQueue<>();
            Binding binding =
                    bench().bind(transport, address, () -> keep(probes, new DatagramProbe()), BindOptions.defaults());
            address = binding.address();
            assertThat(transport.usage().listeners()).isEqualTo(1);
            assertThat(transport.usage().ports()).isEqualTo(probes.size());
            binding.close();
            new DatagramSocket(address).close();
            binding.close();
            assertThat(binding.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
            for (DatagramProbe probe : probes) {
                assertThat(probe.awaitClosed()).as("cause").isNotNull();
            }
            Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
        }
    }

    /** Closing while datagrams keep coming. */
    @Test
    default void closingUnderLoad() throws Exception {
        Transport transport = bench().transport();
        for (int i = 0; i < 5; i++) {
            Binding binding = bench().bind(transport, DatagramEcho::new);
            bench().keep(Flood.of(binding));
            binding.close();
            assertThat(binding.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        }
    }

    /** Closing the transport closes its bindings and tells all handlers. */
    @Test
    default void closingTheTransportTellsAll() throws IOException {
        Transport transport = bench().transport();
        Queue<DatagramProbe> probes = new ConcurrentLinkedQueue<>();
        List<Binding> bindings = List.of(
                bench().bind(transport, () -> keep(probes, new DatagramProbe())),
                bench().bind(transport, () -> keep(probes, new DatagramProbe())));
        transport.close();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        for (DatagramProbe probe : probes) {
            assertThat(probe.isClosed()).as("told").isTrue();
            assertThat(probe.awaitClosed()).as("cause").isNotNull();
        }
        for (Binding binding : bindings) {
            new DatagramSocket(binding.address()).close();
        }
    }

    /** A handler may close its port from within its callback; when all have, the binding is gone. */
    @Test
    default void aHandlerMayCloseItsPort() throws Exception {
        Transport transport = bench().transport();
        Queue<DatagramProbe> probes = new ConcurrentLinkedQueue<>();
        Binding binding = bench().bind(
                        transport,
                        () -> keep(probes, new DatagramProbe() {
                            @Override
                            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
                                super.received(port, bytes, from);
                                port.close();
                                port.close();
                                send(port, "too late", from);
                            }
                        }));
        Wait.until("all closed", () -> {
            RawDatagramClient client = bench().datagramClient(binding);
            client.send("close");
            client.send("close");
            return probes.stream().allMatch(DatagramProbe::isClosed);
        });
        assertThat(binding.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        for (DatagramProbe probe : probes) {
            assertThat(probe.awaitClosed()).as("cause").isNull();
            assertThat(probe.texts()).containsExactly("close");
        }
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
        binding.close();
    }

    /** A port may be closed as soon as it is open. */
    @Test
    default void aHandlerMayCloseItsPortAtOnce() throws Exception {
        Transport transport = bench().transport();
        Binding binding = bench().bind(transport, () -> new DatagramProbe() {
            @Override
            public void opened(DatagramPort port) {
                port.close();
            }
        });
        assertThat(binding.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
    }

    /** A task of another lane may close a port, by way of its own. */
    @Test
    default void aPortMayBeClosedFromAnotherLane() throws IOException {
        Transport transport = bench().transport();
        DatagramProbe probe = new DatagramProbe();
        bench().bind(transport, () -> probe);
        DatagramPort port = probe.port();
        transport
                .local(Connector::lane)
                .forEach(lane -> Wait.inLane(lane, () -> port.lane().execute(port::close)));
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** If a handler cannot be made, nothing is left of the attempt. */
    @Test
    default void aFactoryThatThrowsLeavesNothingBound() throws IOException {
        Transport transport = bench().transport();
        SocketAddress address;
        try (DatagramSocket socket = new DatagramSocket(TransportBench.anyPort())) {
            address = socket.getLocalSocketAddress();
        }
        assertThatThrownBy(() -> transport.bind(
                        address,
                        () -> {
                            throw new IllegalStateException("thrown by a test, on purpose");
                        },
                        BindOptions.defaults()))
                .hasMessageContaining("on purpose");
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        expectService(bench().bind(transport, address, DatagramEcho::new, BindOptions.defaults()));
    }

    /** After {@link Transport#close} nobody can bind. */
    @Test
    default void aClosedTransportDoesNotBind() {
        Transport transport = bench().transport();
        transport.close();
        assertThatThrownBy(() -> transport.bind(TransportBench.anyPort(), DatagramEcho::new, BindOptions.defaults()))
                .isInstanceOf(IllegalStateException.class);
    }

    private void expectService(Binding binding) throws IOException {
        try (RawDatagramClient client = RawDatagramClient.of(binding.address())) {
            client.send("served");
            assertThat(client.receiveText()).isEqualTo("served");
        }
    }

    private static <T extends DatagramHandler> T keep(Queue<T> all, T one) {
        all.add(one);
        return one;
    }
}
