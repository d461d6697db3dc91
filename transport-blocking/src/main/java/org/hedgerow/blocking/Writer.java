package org.hedgerow.blocking;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.transport.accept.FilePart;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * The thread that sends what one connection's reader does not: output from other threads, so that a slow peer holds up
 * none of them, and large output, so that it does not hold up the reading. It starts with the first such output.
 */
final class Writer implements Runnable {
    private final BlockingConnection connection;
    private final Output output;
    private volatile @Nullable Thread thread;
    private volatile boolean wanted;
    private volatile boolean stopped;
    private final Runnable end = this::end;
    private final Runnable tellFailure = this::tellFailure;
    private @Nullable Throwable failure;

    Writer(BlockingConnection connection, Output output) {
        this.connection = connection;
        this.output = output;
    }

    /** Has it send what was taken. Outside the lane; not again before that is sent. */
    void wake() {
        wanted = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        } else if (!stopped) {
            start();
        }
    }

    /** Ends the thread. Any thread. */
    void stop() {
        stopped = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (awaitWork()) {
                output.send();
                connection.lane().enter(output::sent);
            }
        } catch (Throwable e) {
            // Whatever it is: nobody else would send what there is, or close the connection.
            failure = e;
            Waiting.untilDone(end);
        }
    }

    private void end() {
        connection.lane().enter(tellFailure);
    }

    private void tellFailure() {
        if (failure instanceof FilePart.Failure file) {
            connection.cutByReset(file.reason());
        } else if (failure instanceof IOException broken) {
            connection.fail(broken);
        } else if (failure != null) {
            connection.breakDown(failure);
        }
    }

    private boolean awaitWork() {
        while (!wanted && !stopped) {
            LockSupport.park(this);
            Thread.interrupted();
        }
        // A handler may have left an interrupt behind, with which nobody could park, and which would close the socket.
        Thread.interrupted();
        wanted = false;
        return !stopped;
    }

    private void start() {
        try {
            thread = connection.lane().context().threads().startWriter(this);
        } catch (Throwable e) {
            IOException cause = Thrown.asCause("cannot send", e);
            Waiting.untilDone(() -> connection.lane().execute(() -> connection.cut(cause)));
        }
    }
}
