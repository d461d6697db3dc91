package org.hedgerow.blocking;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.transport.accept.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one connection: connects if need be; then it is alternately outside the lane, where it reads, sends small
 * output and waits while reading is paused, and inside, where {@link Input} hands over what was read and says what is next.
 */
final class Reader implements Runnable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int END = -1;

    private final BlockingConnection connection;
    private final ConnectionSocket socket;
    private final IdleTimer idle;
    private final Output output;
    private final Input input;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    // Set outside the lane, where others look at it from inside: while the reader waits to enter, it has something.
    private volatile int held;
    private boolean timedOut;
    private int timeout;
    private Input.Step step = Input.Step.GO_ON;
    private volatile @Nullable Thread thread;
    private volatile boolean waiting;
    private final Runnable end = this::end;
    private final Runnable tellFailure = this::tellFailure;
    private @Nullable Throwable failure;

    Reader(BlockingConnection connection, ConnectionSocket socket, IdleTimer idle, Output output, Input input) {
        this.connection = connection;
        this.socket = socket;
        this.idle = idle;
        this.output = output;
        this.input = input;
    }

    @Override
    public void run() {
        Thread current = Thread.currentThread();
        thread = current;
        output.readBy(current);
        try {
            socket.establish();
            pass(connection::opened);
            read();
        } catch (Throwable e) {
            // Whatever it is: nobody else would close the connection.
            failure = e;
            Waiting.untilDone(end);
        }
    }

    private void end() {
        connection.lane().enter(tellFailure);
    }

    private void tellFailure() {
        if (failure instanceof IOException broken) {
            connection.fail(broken);
        } else if (failure != null) {
            // As connecting to an address of an unknown kind does.
            connection.cut(Thrown.asCause("the connection cannot be served", failure));
        }
    }

    /** Whether something was read that is not handed over: bytes, or the end of the stream. In the lane. */
    boolean holds() {
        return held != 0;
    }

    boolean holdsEnd() {
        return held == END;
    }

    /** Lets go of what it holds, and returns the bytes of it. In the lane, by this thread. */
    ByteBuffer take() {
        int count = Math.max(held, 0);
        held = 0;
        return ByteBuffer.wrap(buffer, 0, count);
    }

    /** Whether the last read found nothing for as long as it was given. In the lane, by this thread. */
    boolean hasTimedOut() {
        return timedOut;
    }

    /** Has the thread wait for {@link #resume} when it has left the lane. In the lane, by this thread. */
    void pause() {
        waiting = true;
    }

    boolean isPaused() {
        return waiting;
    }

    /** In the lane. */
    void resume() {
        waiting = false;
        LockSupport.unpark(thread);
    }

    private void read() throws IOException {
        pass(this::consult);
        while (step != Input.Step.STOP) {
            if (step == Input.Step.READ) {
                readOnce(input.readTimeout());
            }
            while (waiting) {
                LockSupport.park(this);
                Thread.interrupted();
            }
            pass(this::consult);
        }
    }

    private void consult() {
        try {
            step = input.next();
        } catch (Throwable e) {
            step = Input.Step.STOP;
            connection.breakDown(e);
        }
        timedOut = false;
    }

    private void readOnce(int millis) throws IOException {
        if (timeout != millis) {
            timeout = millis;
            socket.readTimeout(millis);
        }
        try {
            held = socket.read(buffer, input.most());
            idle.moved();
        } catch (SocketTimeoutException e) {
            timedOut = true;
        }
    }

    /** Enters the lane for the task, and sends the output that is this thread's after that. */
    private void pass(Runnable task) throws IOException {
        enter(task);
        while (output.isForReader()) {
            output.send();
            enter(output::sent);
        }
    }

    private void enter(Runnable task) {
        connection.lane().enter(task);
        // A handler may have left an interrupt behind, with which nobody could park, and which would close the socket.
        Thread.interrupted();
    }
}
