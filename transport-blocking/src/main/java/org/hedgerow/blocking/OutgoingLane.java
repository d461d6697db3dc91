package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;

/** A lane that outgoing connections and ports share. */
final class OutgoingLane extends MailboxLane implements Connector {

    OutgoingLane(TransportContext context) {
        super(context);
    }

    @Override
    public void execute(Runnable task) {
        super.execute(task);
        if (context().ownTime()) {
            // Whoever moves the time executes a task here to have it noticed.
            context().timers().lookAgain();
        }
    }

    @Override
    public Lane lane() {
        return this;
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        expectInside();
        Objects.requireNonNull(handler, "handler");
        ConnectionSocket socket = ConnectionSocket.to(Objects.requireNonNull(address, "address"));
        BlockingConnection connection =
                new BlockingConnection(this, socket, handler, ListenOptions.defaults(), ignored -> {});
        connection.start(context().threads()::startReader);
        return connection;
    }

    @Override
    public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        expectInside();
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(handler, "handler");
        PortSocket socket = PortSocket.unopened();
        IOException failure = null;
        try {
            socket = PortSocket.towards(peer);
        } catch (IOException e) {
            failure = e;
        }
        BlockingPort port = new BlockingPort(this, socket, handler, () -> {});
        start(port, failure);
        return port;
    }

    private void start(BlockingPort port, @Nullable IOException failure) {
        try {
            if (!context().open().add(port)) {
                throw new ClosedTransportException();
            }
            if (failure != null) {
                throw failure;
            }
            context().threads().startReader(port.reader());
        } catch (Throwable e) {
            port.cut(Thrown.asCause("the port cannot be served", e));
        }
    }
}
