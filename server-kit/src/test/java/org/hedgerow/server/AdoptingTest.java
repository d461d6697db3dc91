package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.hedgerow.Call;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers on channels that somebody else has opened. */
class AdoptingTest {
    @RegisterExtension
    final Servers servers = new Servers();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void allConnectionsToAChannelThatListens(String transport) throws Exception {
        ServerSocketChannel listening =
                servers.closeLater(ServerSocketChannel.open().bind(Servers.ANY_PORT));
        ResolverServer server = adopt(transport, listening);

        assertThat(server.address()).isEqualTo(listening.getLocalAddress());
        for (int i = 0; i < 3; i++) {
            try (RawClient client = RawClient.connect(server.address())) {
                client.sendLine("slow.com");
                assertThat(client.readLine()).startsWith("slow.com ");
            }
        }
        assertThat(server.accepted()).isEqualTo(3);
        assertThat(server.close(Servers.LONG)).isEqualTo(Shutdown.GRACEFUL);
        assertThat(listening.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void theOneConnectionThatAChannelIs(String transport) throws Exception {
        SocketChannel accepted;
        RawClient client;
        try (ServerSocketChannel listening = ServerSocketChannel.open().bind(Servers.ANY_PORT)) {
            client = servers.closeLater(RawClient.connect(listening.getLocalAddress()));
            accepted = servers.closeLater(listening.accept());
        }
        ResolverServer server = adopt(transport, accepted);

        // At once, or whoever waits for its end would not wait at all.
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.awaitEmpty(Duration.ZERO)).isFalse();
        client.sendLine("slow.com");
        assertThat(client.readLine()).startsWith("slow.com ");
        client.shutdownOutput();
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        assertThat(server.awaitEmpty(Servers.LONG)).isTrue();
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(server.close(Servers.LONG)).isEqualTo(Shutdown.GRACEFUL);
        assertThat(accepted.isOpen()).isFalse();
    }

    private ResolverServer adopt(String transport, NetworkChannel channel) throws IOException {
        ResolverServer server = servers.closeLater(Servers.builder(servers.transport(transport), AdoptingTest::answer)
                .adopt(channel)
                .build());
        return server.start();
    }

    private static void answer(Call call) {
        call.answer(Servers.FOUND);
    }
}
