package org.hedgerow.nio.batched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DescriptorSearchTest {
    private final Leaks leaks = Leaks.snapshot();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private DatagramSocket listener;

    @BeforeEach
    void listen() throws Exception {
        listener = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.setSoTimeout(30_000);
    }

    @AfterEach
    void closeAll() throws Exception {
        listener.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
        leaks.assertNone();
    }

    private DatagramChannel open(ProtocolFamily family, InetSocketAddress address) throws Exception {
        DatagramChannel channel = family == null ? DatagramChannel.open() : DatagramChannel.open(family);
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        channel.bind(address);
        channel.configureBlocking(false);
        return channel;
    }

    private void expectToBe(SocketDescriptor socket, InetSocketAddress address) throws Exception {
        try (DatagramBatch batch = new MessageBatch(socket)) {
            assertThat(batch.queue(new byte[1], 0, 1, listener.getLocalSocketAddress()))
                    .isTrue();
            assertThat(batch.send()).isEqualTo(1);
        }
        DatagramPacket packet = new DatagramPacket(new byte[10], 10);
        listener.receive(packet);
        assertThat(packet.getSocketAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @EnumSource(
            value = StandardProtocolFamily.class,
            names = {"INET", "INET6"})
    void theSocketOfAChannelIsFound(StandardProtocolFamily family) throws Exception {
        for (int i = 0; i < 20; i++) {
            open(family, anyPort());
        }
        for (DatagramChannel channel : channels) {
            SocketDescriptor found = DescriptorSearch.find(channel);
            assertThat(found.family()).isEqualTo(family == StandardProtocolFamily.INET ? Libc.AF_INET : Libc.AF_INET6);
            expectToBe(found, (InetSocketAddress) channel.getLocalAddress());
        }
    }

    @Test
    void socketsThatShareAPortAreToldApart() throws Exception {
        DatagramChannel first = open(null, anyPort());
        for (int i = 0; i < 20; i++) {
            open(null, (InetSocketAddress) first.getLocalAddress());
        }
        Set<SocketDescriptor> found = new HashSet<>();
        for (DatagramChannel channel : channels) {
            found.add(DescriptorSearch.find(channel));
        }
        assertThat(found).hasSameSizeAs(channels);
    }

    @Test
    void theMarkIsTakenAwayAgain() throws Exception {
        DatagramChannel channel = open(null, anyPort());
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 7);
        DescriptorSearch.find(channel);
        assertThat(channel.getOption(StandardSocketOptions.IP_MULTICAST_TTL)).isEqualTo(7);
    }

    @Test
    void aClosedChannelHasNone() throws Exception {
        DatagramChannel channel = open(null, anyPort());
        channel.close();
        assertThatThrownBy(() -> new MessageBatchProvider().open(channel)).isInstanceOf(ClosedChannelException.class);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
