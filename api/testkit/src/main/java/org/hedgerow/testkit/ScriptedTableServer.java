package org.hedgerow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hedgerow.lane.LightThreads;

/**
 * A table server with a script, on a real socket with plain blocking threads: what a root server under test asks. Speaks
 * the line format, ending each answer with a line feed, unless it is {@linkplain Builder#bare() bare}; is silent about
 * names that it does not have.
 *
 * <p>All methods may be called from any thread.
 */
public final class ScriptedTableServer implements AutoCloseable {
    private final Script script;
    private final ServerSocket server;
    private final Thread acceptor;
    private final List<String> queries = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private boolean holding;
    private boolean closed;

    private ScriptedTableServer(Script script, int port) throws IOException {
        this.script = script;
        holding = script.held();
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        acceptor = LightThreads.platform("scripted-table-server").newThread(this::accept);
        acceptor.start();
    }

    /** A server to be told what it knows and how it behaves. */
    public static Builder builder() {
        return new Builder();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** The address that it listens on. */
    public SocketAddress address() {
        return server.getLocalSocketAddress();
    }

    /** The names that it was asked for so far, as they were spelled, in the order they came. */
    public synchronized List<String> queries() {
        return List.copyOf(queries);
    }

    /** Waits until it was asked so many times in all. */
    public void awaitQueries(int count) {
        Wait.until(count + " queries", () -> queries().size() >= count);
    }

    /** How many connections it has accepted so far. */
    public synchronized int connections() {
        return sockets.size();
    }

    /** Sends the answers that are held, in the order of their questions, and holds none from now on. */
    public synchronized void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** Closes the connections that there are; new ones are accepted. */
    public synchronized void dropConnections() {
        sockets.forEach(ScriptedTableServer::close);
    }

    /** Stops accepting and closes the connections; when it returns the port is free. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            dropConnections();
        }
        try {
            // The kernel keeps the port while a thread is still on its way out of accept.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            do {
                Socket socket = server.accept();
                if (!add(socket)) {
                    return;
                }
                LightThreads.platform("scripted-table-server")
                        .newThread(() -> serve(socket))
                        .start();
            } while (!script.singleConnection());
        } catch (IOException closing) {
            // The only way to end accept is to close the socket.
        }
    }

    private synchronized boolean add(Socket socket) {
        if (closed) {
            close(socket);
            return false;
        }
        sockets.add(socket);
        return true;
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            QueryReader reader = new QueryReader(socket.getInputStream(), script.bare());
            int asked = 0;
            for (String name = reader.next(); name != null; name = reader.next()) {
                answer(socket, name);
                if (++asked == script.dropAfter()) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client's affair: what is tested is how the client takes it.
        }
    }

    private synchronized void answer(Socket socket, String name) {
        queries.add(name);
        String line = script.answers().get(name.toLowerCase(Locale.ROOT));
        if (line == null) {
            return;
        }
        Runnable reply = () -> send(socket, script.bare() ? line : line + "\n");
        if (holding) {
            held.add(reply);
        } else {
            reply.run();
        }
    }

    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Script(
            Map<String, String> answers, boolean bare, boolean singleConnection, boolean held, int dropAfter) {}

    /** Collects what a server knows and how it behaves. Not thread-safe. */
    public static final class Builder {
        private final Map<String, String> answers = new TreeMap<>();
        private boolean bare;
        private boolean singleConnection;
        private boolean held;
        private int dropAfter;

        private Builder() {}

        /** Knows the address of a name, whatever the case that it is asked in: answers {@code name address A IN}. */
        public Builder record(String name, String address) {
            return answer(name, name + " " + address + " A IN");
        }

        /** Answers a name, whatever the case that it is asked in, with this text and the line end that is due. */
        public Builder answer(String name, String text) {
            answers.put(name.toLowerCase(Locale.ROOT), text);
            return this;
        }

        /**
         * Knows no line ends, as many programs written to the course's protocol: takes what one read of at most 256
         * octets gets for one name, and answers without a line end.
         */
        public Builder bare() {
            bare = true;
            return this;
        }

        /** Accepts one connection and no more: further ones are left in the backlog. */
        public Builder singleConnection() {
            singleConnection = true;
            return this;
        }

        /** Holds all answers until {@link ScriptedTableServer#release}. */
        public Builder held() {
            held = true;
            return this;
        }

        /** Closes each connection after so many questions, the last of which it still answers. */
        public Builder dropAfter(int questions) {
            dropAfter = questions;
            return this;
        }

        /** Starts the server on a free port. */
        public ScriptedTableServer start() throws IOException {
            return start(0);
        }

        /** Starts the server on this port, as one that comes back does. */
        public ScriptedTableServer start(int port) throws IOException {
            return new ScriptedTableServer(
                    new Script(Map.copyOf(answers), bare, singleConnection, held, dropAfter), port);
        }
    }
}
