package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import org.hedgerow.server.Servers;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedPortTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    // That one of two gets none of so many, if the system draws lots, has a chance of 2^-99; they fit into its buffers.
    private static final int DATAGRAMS = 100;

    @BeforeEach
    void portsCanBeShared() throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open()) {
            assumeTrue(socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT));
        }
    }

    @Test
    void thoseWhoShareGetAllConnections() throws IOException {
        try (ReservedPort port = ReservedPort.of(ANY_PORT);
                ServerSocketChannel sharing = ServerSocketChannel.open()) {
            assertThat(port.address().getPort()).isPositive();
            assertThat(Servers.isRefused(port.address()))
                    .as("it does not listen")
                    .isTrue();

            sharing.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(port.address());
            for (int i = 0; i < 20; i++) {
                try (RawClient client = RawClient.connect(port.address())) {
                    sharing.accept().close();
                    assertThat(client.readToEnd()).isEmpty();
                }
            }
        }
    }

    @Test
    void othersDoNotGetThePort() throws IOException {
        try (ReservedPort port = ReservedPort.of(ANY_PORT);
                ServerSocketChannel other = ServerSocketChannel.open()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> other.bind(port.address()));
        }
    }

    @Test
    void aPortInUseIsNotReserved() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertIsTaken(new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort()));
        }
    }

    @Test
    void norIsOneThatAStrangerWouldShare() throws IOException {
        try (ServerSocketChannel sharing = ServerSocketChannel.open()) {
            sharing.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(ANY_PORT);
            assertIsTaken((InetSocketAddress) sharing.getLocalAddress());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::"})
    void thoseWhoShareGetAllDatagrams(String host) throws IOException {
        boolean six = host.contains(":");
        InetSocketAddress client = new InetSocketAddress(six ? "::1" : "127.0.0.1", 0);
        try (ReservedPort port = ReservedPort.withDatagrams(new InetSocketAddress(host, 0));
                DatagramChannel one = sharing(port.address());
                DatagramChannel two = sharing(port.address())) {
            int[] got = new int[2];
            for (int i = 0; i < DATAGRAMS; i++) {
                send(
                        client,
                        new InetSocketAddress(
                                client.getAddress(), port.address().getPort()));
            }
            await().until(() -> {
                got[0] += received(one);
                got[1] += received(two);
                return got[0] + got[1] == DATAGRAMS;
            });
            assertThat(got[0]).as("of %d", DATAGRAMS).isPositive();
            assertThat(got[1]).as("of %d", DATAGRAMS).isPositive();
        }
    }

    @Test
    void othersDoNotGetThePortForDatagrams() throws IOException {
        try (ReservedPort port = ReservedPort.withDatagrams(ANY_PORT);
                DatagramChannel other = DatagramChannel.open();
                ServerSocketChannel otherStreams = ServerSocketChannel.open()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> other.bind(port.address()));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> otherStreams.bind(port.address()));
        }
    }

    @Test
    void aPortWhoseDatagramsAreSomebodysIsNotReserved() throws IOException {
        try (DatagramChannel taken = DatagramChannel.open()) {
            assertDatagramsAreTaken(takeDatagrams(taken));
        }
    }

    @Test
    void norIsOneWhoseDatagramsAStrangerWouldShare() throws IOException {
        try (DatagramChannel taken = DatagramChannel.open()) {
            assertDatagramsAreTaken(takeDatagrams(taken.setOption(StandardSocketOptions.SO_REUSEPORT, true)));
        }
    }

    @Test
    void nothingIsHeldAfterTheEnd() throws IOException {
        ReservedPort port = ReservedPort.withDatagrams(ANY_PORT);
        port.close();
        port.close();

        try (DatagramChannel datagrams = DatagramChannel.open();
                ServerSocketChannel streams = ServerSocketChannel.open()) {
            datagrams.bind(port.address());
            streams.bind(port.address());
        }
    }

    /** Binds the channel to a port that nobody has for streams, as many connections have one that is free for datagrams. */
    private static InetSocketAddress takeDatagrams(DatagramChannel channel) throws IOException {
        ReservedPort free = ReservedPort.withDatagrams(ANY_PORT);
        free.close();
        channel.bind(free.address());
        return free.address();
    }

    private static DatagramChannel sharing(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true).bind(address);
        channel.configureBlocking(false);
        return channel;
    }

    private static void send(InetSocketAddress from, InetSocketAddress to) throws IOException {
        try (DatagramChannel client = DatagramChannel.open().bind(from)) {
            client.send(ByteBuffer.allocate(1), to);
        }
    }

    private static int received(DatagramChannel channel) throws IOException {
        int count = 0;
        while (channel.receive(ByteBuffer.allocate(1)) != null) {
            count++;
        }
        return count;
    }

    private static void assertDatagramsAreTaken(InetSocketAddress address) throws IOException {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReservedPort.withDatagrams(address))
                .withMessageStartingWith("cannot listen on 127.0.0.1:" + address.getPort() + " for datagrams: ")
                .withMessageContaining("in use");
        // The port for streams was let go.
        ReservedPort.of(address).close();
    }

    private static void assertIsTaken(InetSocketAddress address) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReservedPort.of(address))
                .withMessageStartingWith("cannot listen on 127.0.0.1:" + address.getPort() + ": ")
                .withMessageContaining("in use");
    }
}
