package org.hedgerow.blocking;

import java.net.SocketAddress;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ListenOptions;

/** A lane that outgoing connections share. */
final class OutgoingLane extends MailboxLane implements ConnectingLane {

    OutgoingLane(Workings workings) {
        super(workings);
    }

    @Override
    public void execute(Runnable task) {
        super.execute(task);
        if (workings().ownTime()) {
            // Whoever moves the time executes a task here to have it noticed.
            workings().timers().lookAgain();
        }
    }

    @Override
    public boolean hasEnded() {
        return workings().open().isOver();
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        expectInside();
        Link link = Link.to(address);
        SocketConnection connection =
                new SocketConnection(this, link, handler, ListenOptions.defaults(), ignored -> {});
        connection.start(workings().threads()::startReader);
        return connection;
    }
}
