package org.hedgerow.testkit;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;

/**
 * A {@link ManualLane} whose connections are {@linkplain ScriptedConnection scripted}: for each the test decides whether
 * it is opened or refused, and when.
 */
public final class ManualConnectingLane extends ManualLane implements ConnectingLane {
    private final List<ScriptedConnection> connections = new ArrayList<>();

    /** A lane without connections. */
    public ManualConnectingLane() {}

    /** Never. */
    @Override
    public boolean hasEnded() {
        return false;
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        if (!inside()) {
            throw new IllegalStateException("connect is called inside the lane only");
        }
        ScriptedConnection connection = new ScriptedConnection(this, address, handler);
        connections.add(connection);
        return connection;
    }

    /** All connections that were asked for, in that order. */
    public List<ScriptedConnection> connections() {
        return List.copyOf(connections);
    }

    /**
     * The connection that was asked for last.
     *
     * @throws NoSuchElementException if there is none
     */
    public ScriptedConnection connection() {
        if (connections.isEmpty()) {
            throw new NoSuchElementException("nobody has connected");
        }
        return connections.get(connections.size() - 1);
    }
}
