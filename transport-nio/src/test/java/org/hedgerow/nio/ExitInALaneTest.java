package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler that ends the JVM waits for the hooks, one of which waits for the handler's lane. */
@Timeout(60)
class ExitInALaneTest {

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "outgoing"})
    void aHookThatClosesTheTransportDoesNotWaitForTheLane(String side) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process child = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExitInALaneTest.class.getName(),
                        side)
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(said).isEqualTo(7);
            assertThat(said).contains("the hook has closed it").doesNotContain("still run", "do not leave");
        } finally {
            child.destroyForcibly();
        }
    }

    /** Exits in a callback of the side that is named. */
    public static void main(String[] arguments) throws Exception {
        Transport transport = Transport.named("nio");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            transport.close();
            System.out.println("the hook has closed it");
        }));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener =
                transport.listen(any, () -> new Exiting(arguments[0].equals("accepted")), ListenOptions.defaults());
        Binding binding = transport.bind(any, () -> (port, bytes, from) -> {}, BindOptions.defaults());
        if (binding.address() == null) {
            throw new IOException("not bound");
        }
        ConnectingLane lane = transport.lane();
        connect(lane, listener.address(), arguments[0].equals("outgoing"));
        Thread.currentThread().join();
    }

    private static void connect(ConnectingLane lane, SocketAddress address, boolean exits) {
        lane.execute(() -> lane.connect(address, new Exiting(exits)));
    }

    private record Exiting(boolean exits) implements ConnectionHandler {
        @Override
        public void opened(Connection connection) {
            connection.write(new byte[1], 0, 1);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            if (exits) {
                System.exit(7);
            }
        }

        @Override
        public void closed(Connection connection, IOException cause) {
            if (cause == null) {
                throw new UncheckedIOException(new IOException("closed in order"));
            }
        }
    }
}
