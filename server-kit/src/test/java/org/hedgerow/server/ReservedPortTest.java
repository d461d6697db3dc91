package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReservedPortTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

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

    private static void assertIsTaken(InetSocketAddress address) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ReservedPort.of(address))
                .withMessageStartingWith("cannot listen on 127.0.0.1:" + address.getPort() + ": ")
                .withMessageContaining("in use");
    }
}
