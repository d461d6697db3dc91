package org.hedgerow.samples.benchmarks.codec;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;

/** The lane of a thread that measures: time stands still, so that no timer is ever due. */
final class StillLane implements Lane, Connector {
    private static final Cancellable NEVER = () -> {};

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final CapturingPort.Wire wire = new CapturingPort.Wire();

    /** What its ports have sent last. */
    CapturingPort.Wire wire() {
        return wire;
    }

    /** Runs what was handed in. */
    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inside() {
        return true;
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        return NEVER;
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public Lane lane() {
        return this;
    }

    @Override
    public boolean hasEnded() {
        return false;
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        throw new UnsupportedOperationException("expected questions over datagrams alone");
    }

    @Override
    public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        CapturingPort port = new CapturingPort(this, handler, wire);
        execute(() -> handler.opened(port));
        return port;
    }
}
