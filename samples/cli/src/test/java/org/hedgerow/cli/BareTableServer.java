package org.hedgerow.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A table server as the simplest program has it: accepts one connection and no other, takes whatever it receives at once
 * for a name, and sends its answer as it is, or nothing.
 */
final class BareTableServer implements AutoCloseable {
    private static final int RECEIVED_AT_ONCE = 200;

    private final ServerSocket listening;
    private final UnaryOperator<String> answers;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Socket accepted;

    private BareTableServer(ServerSocket listening, UnaryOperator<String> answers) {
        this.listening = listening;
        this.answers = answers;
    }

    /** Starts a server; an empty answer is none, and an {@link IllegalStateException} ends it. */
    static BareTableServer start(UnaryOperator<String> answers) throws IOException {
        BareTableServer server =
                new BareTableServer(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")), answers);
        Thread thread = new Thread(server::serve, "bare table server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What came, piece by piece. */
    List<String> received() {
        return received;
    }

    private void serve() {
        try (Socket only = listening.accept()) {
            accepted = only;
            listening.close();
            OutputStream out = only.getOutputStream();
            byte[] bytes = new byte[RECEIVED_AT_ONCE];
            for (int octets = only.getInputStream().read(bytes);
                    octets > 0;
                    octets = only.getInputStream().read(bytes)) {
                String name = new String(bytes, 0, octets, StandardCharsets.UTF_8);
                received.add(name);
                out.write(answers.apply(name).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalStateException e) {
            received.add("(" + e + ")");
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        if (accepted != null) {
            accepted.close();
        }
    }
}
