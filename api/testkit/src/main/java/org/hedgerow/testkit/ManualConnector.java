package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ManualLane} whose connections and ports are {@linkplain ScriptedConnection scripted}: for each connection the test
 * decides whether it is opened or refused, and when; {@linkplain ScriptedPort ports} are open at once, unless they are to
 * fail.
 */
public final class ManualConnector extends ManualLane implements Connector {
    private final List<ScriptedConnection> connections = new ArrayList<>();

    private final List<ScriptedPort> ports = new ArrayList<>();
    private @Nullable IOException portFailure;

    /** The connector of a lane of its own, without connections and ports. */
    public ManualConnector() {}

    @Override
    public Lane lane() {
        return this;
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(handler, "handler");
        if (!inside()) {
            throw new IllegalStateException("connect is called inside the lane only");
        }
        ScriptedConnection connection = new ScriptedConnection(this, address, handler);
        connections.add(connection);
        return connection;
    }

    @Override
    public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(handler, "handler");
        if (!inside()) {
            throw new IllegalStateException("openPort is called inside the lane only");
        }
        ScriptedPort port = ScriptedPort.towards(this, peer, handler);
        ports.add(port);
        if (portFailure != null) {
            port.fail(portFailure);
        }
        return port;
    }

    /** Has the ports that are asked for from now on fail to open, for this cause; null has them open again. */
    public void failPorts(@Nullable IOException cause) {
        portFailure = cause;
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

    /** All ports that were asked for, in that order. */
    public List<ScriptedPort> ports() {
        return List.copyOf(ports);
    }

    /**
     * The port that was asked for last.
     *
     * @throws NoSuchElementException if there is none
     */
    public ScriptedPort port() {
        if (ports.isEmpty()) {
            throw new NoSuchElementException("nobody has opened a port");
        }
        return ports.get(ports.size() - 1);
    }
}
