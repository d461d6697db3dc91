package org.hedgerow.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The server that the connections and ports of a {@link ManualConnector} lead to: the serving side of a format, in the same
 * lane. Bytes move when the test says so, as many at a time as it says. Confined to the test's thread.
 */
final class LoopbackServer {
    private static final int FIRST_PORT = 10_000;

    private final ManualConnector lane;
    private final ConnectionHandlerFactory handlers;
    private final @Nullable DatagramHandlerFactory datagramHandlers;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<ScriptedConnection> accepted = new ArrayList<>();
    private final List<ScriptedPort> ports = new ArrayList<>();
    private @Nullable ScriptedPort serverPort;
    private int chunk = Integer.MAX_VALUE;

    LoopbackServer(ManualConnector lane, WireFormat format, ServingContext context) {
        this(lane, format.serving(context), format.servingDatagrams(context));
    }

    LoopbackServer(
            ManualConnector lane,
            ConnectionHandlerFactory handlers,
            @Nullable DatagramHandlerFactory datagramHandlers) {
        this.lane = lane;
        this.handlers = handlers;
        this.datagramHandlers = datagramHandlers;
    }

    /** Has so many bytes of a stream arrive at a time. */
    void chunk(int bytes) {
        chunk = bytes;
    }

    /** Moves what is under way, until nothing is. */
    void exchange() {
        lane.runAll();
        boolean moved;
        do {
            for (int i = pairs.size(); i < lane.connections().size(); i++) {
                pairs.add(new Pair(lane.connections().get(i)));
            }
            moved = false;
            for (Pair each : pairs) {
                moved |= each.move();
            }
            moved |= moveDatagrams();
        } while (moved);
    }

    /** A connection to it that the test is the client of. */
    ScriptedConnection accept() {
        ScriptedConnection own = ScriptedConnection.accepted(lane, handlers);
        accepted.add(own);
        return own;
    }

    /** The port that it serves datagrams on. */
    ScriptedPort port() {
        return Objects.requireNonNull(boundPort(), "the format serves no datagrams");
    }

    /** What handlers of either side threw, which costs a connection or a datagram. */
    List<Throwable> threw() {
        List<Throwable> threw = new ArrayList<>();
        for (Pair each : pairs) {
            addThrown(each.client, threw);
        }
        accepted.forEach(each -> addThrown(each, threw));
        lane.ports().forEach(each -> threw.addAll(each.failures()));
        ports.forEach(each -> threw.addAll(each.failures()));
        return threw;
    }

    private static void addThrown(ScriptedConnection connection, List<Throwable> threw) {
        IOException cause = connection.cause();
        if (cause != null && cause.getCause() != null) {
            threw.add(cause.getCause());
        }
    }

    /** All that the serving side has open is gone. */
    void cut() {
        IOException over = new IOException("the server is gone");
        accepted.forEach(each -> each.drop(over));
        if (serverPort != null) {
            serverPort.fail(over);
            serverPort = null;
        }
    }

    private boolean moveDatagrams() {
        boolean moved = false;
        List<ScriptedPort> clients = lane.ports();
        for (int i = 0; i < clients.size(); i++) {
            SocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + i);
            for (byte[] datagram : clients.get(i).takeSent()) {
                ScriptedPort server = boundPort();
                if (server != null) {
                    server.receive(datagram, from);
                    moved = true;
                }
            }
        }
        return moveReplies(clients) || moved;
    }

    private boolean moveReplies(List<ScriptedPort> clients) {
        if (serverPort == null) {
            return false;
        }
        List<SocketAddress> recipients = serverPort.recipients();
        List<byte[]> replies = serverPort.takeSent();
        for (int i = 0; i < replies.size(); i++) {
            int client = ((InetSocketAddress) recipients.get(i)).getPort() - FIRST_PORT;
            if (client >= 0 && client < clients.size()) { // or the test is the client
                clients.get(client).receive(replies.get(i));
            }
        }
        return !replies.isEmpty();
    }

    private @Nullable ScriptedPort boundPort() {
        if (serverPort == null && datagramHandlers != null) {
            serverPort = ScriptedPort.bound(lane, datagramHandlers);
            ports.add(serverPort);
        }
        return serverPort;
    }

    /** A connection from either side. */
    private final class Pair {
        private final ScriptedConnection client;
        private final ScriptedConnection server;
        private boolean clientEnded;
        private boolean serverEnded;

        Pair(ScriptedConnection client) {
            this.client = client;
            client.open();
            server = accept();
        }

        boolean move() {
            boolean moved = move(client, server);
            moved |= move(server, client);
            if (client.isClosing() || client.isClosed()) {
                moved |= !clientEnded;
                clientEnded = true;
                end(client, server);
            }
            if (server.isClosing() || server.isClosed()) {
                moved |= !serverEnded;
                serverEnded = true;
                end(server, client);
            }
            return moved;
        }

        private boolean move(ScriptedConnection from, ScriptedConnection to) {
            byte[] bytes = from.takeSentBytes();
            for (int at = 0; at < bytes.length; at += Math.min(chunk, bytes.length - at)) {
                to.receive(Arrays.copyOfRange(bytes, at, at + Math.min(chunk, bytes.length - at)));
            }
            return bytes.length > 0;
        }

        private void end(ScriptedConnection from, ScriptedConnection to) {
            if (from.isReset() || from.cause() != null) {
                to.drop(new IOException("Connection reset by peer"));
            } else {
                to.end();
            }
        }
    }
}
