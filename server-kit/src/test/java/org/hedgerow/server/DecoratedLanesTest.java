package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hedgerow.lane.Lane;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.wire.ServingContext;
import org.junit.jupiter.api.Test;

class DecoratedLanesTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** What is asked by way of a decorated transport leaves on the loop of the client that asked. */
    @Test
    void aDecoratedTransportKeepsTheLanesOfQuestions() throws Exception {
        Set<Lane> callers = ConcurrentHashMap.newKeySet();
        try (Transport tables =
                        Transport.named("nio", TransportOptions.defaults().withLanes(1));
                CountingTransport root = new CountingTransport(
                        Transport.named("nio", TransportOptions.defaults().withLanes(4)));
                Listener table = tables.listen(
                        ANY,
                        LineFormat.standard()
                                .serving(ServingContext.of((question, call) -> call.answer(Servers.FOUND))),
                        ListenOptions.defaults());
                RemoteResolver remote = RemoteResolver.of(root, LineFormat.standard(), table.address());
                Listener listener = root.listen(
                        ANY,
                        LineFormat.standard().serving(ServingContext.of((question, call) -> {
                            callers.add(call.lane());
                            remote.resolve(question, call);
                        })),
                        ListenOptions.defaults())) {
            for (int i = 0; i < 8; i++) {
                assertThat(ask((InetSocketAddress) listener.address())).isEqualTo("slow.com 127.0.0.1 A IN");
                // One that had hopped would have connected in a lane in which nobody has asked yet.
                assertThat(root.connected()).isEqualTo(callers);
            }
            assertThat(callers).hasSizeGreaterThan(1);
            assertThat(root.received()).isPositive();
        }
    }

    private static String ask(InetSocketAddress server) throws Exception {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.getOutputStream().write(("slow.com\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
