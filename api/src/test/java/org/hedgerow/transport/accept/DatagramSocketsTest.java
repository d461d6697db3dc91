package org.hedgerow.transport.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.transport.BindOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramSocketsTest {
    private final List<DatagramSocket> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(DatagramSocket::close);
    }

    @Test
    void allGetThePortOfTheFirst() throws IOException {
        assumeTrue(sharesPorts());
        List<DatagramSocket> sockets = bind(anyPort(), BindOptions.defaults(), 3);
        assertThat(sockets)
                .hasSize(3)
                .extracting(DatagramSocket::getLocalPort)
                .containsOnly(sockets.get(0).getLocalPort());
    }

    /** On Linux a socket that shares, and asks for any port, may be given one that is shared already. */
    @Test
    void anyPortIsNobodyElses() throws IOException {
        assumeTrue(sharesPorts());
        Set<Integer> others = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            DatagramSocket other = keep(new DatagramSocket(null));
            other.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            other.bind(anyPort());
            others.add(other.getLocalPort());
        }
        for (int i = 0; i < 200; i++) {
            boolean shares = i % 2 == 0;
            List<DatagramSocket> sockets =
                    bind(anyPort(), BindOptions.defaults().withReusePort(shares), 2);
            assertThat(others).doesNotContain(sockets.get(0).getLocalPort());
        }
    }

    /** Where the system does not share ports one socket does it all, unless sharing is asked for. */
    @Test
    void withoutSharingThereIsOne() throws IOException {
        DatagramSockets.Source old = () -> keep(new WithoutReusePort());
        List<DatagramSocket> sockets = DatagramSockets.bind(anyPort(), BindOptions.defaults(), 3, old);
        assertThat(sockets).hasSize(1);
        assertThat(sockets.get(0).isBound()).isTrue();
        BindOptions sharing = BindOptions.defaults().withReusePort(true);
        assertThatThrownBy(() -> DatagramSockets.bind(anyPort(), sharing, 3, old))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen on 127.0.0.1:0: ");
        assertThat(open.get(1).isClosed()).isTrue();
    }

    @Test
    void theBufferIsAskedFor() throws IOException {
        int octets = 32 * 1024;
        List<DatagramSocket> sockets = bind(anyPort(), BindOptions.defaults().withReceiveBuffer(octets), 2);
        for (DatagramSocket socket : sockets) {
            assertThat(socket.getReceiveBufferSize()).isBetween(octets, 2 * octets);
        }
    }

    private List<DatagramSocket> bind(SocketAddress address, BindOptions options, int count) throws IOException {
        return DatagramSockets.bind(address, options, count, () -> keep(new DatagramSocket(null)));
    }

    private DatagramSocket keep(DatagramSocket socket) {
        open.add(socket);
        return socket;
    }

    private static boolean sharesPorts() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            return socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        }
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** As on systems that do not have the option. */
    private static final class WithoutReusePort extends DatagramSocket {
        WithoutReusePort() throws IOException {
            super((SocketAddress) null);
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return Set.of();
        }

        @Override
        public <T> DatagramSocket setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException("'" + name + "' not supported");
        }
    }
}
