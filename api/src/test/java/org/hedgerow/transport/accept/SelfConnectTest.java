package org.hedgerow.transport.accept;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SelfConnectTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** As a system does it where the port that it chooses happens to be the one that is connected to. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionToItselfIsRefused() throws IOException {
        try (SocketChannel channel = SocketChannel.open().bind(ANY)) {
            channel.connect(channel.getLocalAddress());
            assertThatThrownBy(() -> StreamChannels.expectPeer(channel))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("refused")
                    .hasMessageContaining("itself");
        }
    }

    @Test
    void aConnectionToAnotherSocketIsNot() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY);
                SocketChannel channel = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            StreamChannels.expectPeer(channel);
            StreamChannels.expectPeer(accepted);
        }
    }
}
