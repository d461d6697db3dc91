package org.hedgerow.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What becomes of the input of one connection: whether it is read, handed over or discarded. Confined to the lane; the
 * {@link Reader} asks it for the next step each time it has left the lane and come back.
 *
 * <p>What was read and may not be handed over yet is kept, and nothing more is read until then.
 */
final class Input {
    /** What the reader is to do. */
    enum Step {
        READ,
        GO_ON,
        WAIT,
        STOP
    }

    /** The number of no read. */
    static final long NO_READ = -1;

    // What a drained connection may still hand over: its peer may send faster than the handler takes it.
    private static final int DRAIN_LIMIT = 1024 * 1024;

    private final BlockingConnection connection;
    private final ConnectionSocket socket;
    private final Output output;
    private final Reader reader;
    private final QuietTimer quiet;
    private final SilentRead quietConfirmed;
    private final SilentRead drainConfirmed;

    private boolean on = true;
    private boolean ended; // the handler gets nothing after this
    private boolean peerEnded; // nothing is read after this
    private boolean draining;
    private int drained;
    private boolean reading;
    private long reads;
    private int readTimeout;
    private int most;

    Input(BlockingConnection connection, ConnectionSocket socket, IdleTimer idle, Output output) {
        this.connection = connection;
        this.socket = socket;
        this.output = output;
        reader = new Reader(connection, socket, idle, output, this);
        quiet = new QuietTimer(connection.lane(), this::lookIfQuiet);
        quietConfirmed = new SilentRead(connection.lane(), this);
        drainConfirmed = new SilentRead(connection.lane(), this);
    }

    Reader reader() {
        return reader;
    }

    void reading(boolean on) {
        if (this.on != on) {
            this.on = on;
            quiet.restart(reading);
            wake();
        }
    }

    void awaitQuiet(long nanos) {
        if (!ended) {
            quietConfirmed.cancel();
            quiet.start(nanos, reading);
        }
    }

    /** Goes on reading if nothing speaks against it any more. */
    void wake() {
        if (reader.isPaused() && !isPaused()) {
            quiet.restart(false);
            reader.resume();
        }
    }

    /** Ends the input when all that has arrived is handed over. */
    void drain() {
        draining = true;
        if (reading) {
            drainConfirmed.confirm(this::end);
        }
    }

    /** Whether the peer's end of the stream was read. */
    boolean hasPeerEnded() {
        return peerEnded;
    }

    /** The connection is closed. */
    void stop() {
        quiet.callOff();
        quietConfirmed.cancel();
        drainConfirmed.cancel();
        reader.resume();
    }

    /** The number of the read that the reader is in if there is nothing to be read; {@link #NO_READ} otherwise. */
    long silentRead() {
        return reading && !reader.holds() && isEmpty() ? reads : NO_READ;
    }

    /** The time-out of the next read in milliseconds, 0 for none. */
    int readTimeout() {
        return readTimeout;
    }

    /** How many bytes the next read may take. */
    int most() {
        return most;
    }

    /** For the reader: hands over what it holds, and says what it is to do when it has left the lane. */
    Step next() {
        reading = false;
        if (reader.holds() && !isPaused()) {
            deliver();
        } else if (reader.hasTimedOut() && isQuiet() && isEmpty()) {
            tellQuiet();
        }
        return nextStep();
    }

    private void deliver() {
        if (reader.holdsEnd()) {
            peerEnded = true;
            reader.take();
            end();
            connection.peerEnded();
            return;
        }
        ByteBuffer bytes = reader.take();
        if (!isDiscarded()) {
            drained += draining ? bytes.remaining() : 0;
            quiet.callOff();
            connection.received(bytes);
        }
    }

    private Step nextStep() {
        if (connection.isClosed() || peerEnded) {
            return Step.STOP;
        }
        if (isPaused()) {
            reader.pause();
            return Step.WAIT;
        }
        if (reader.holds()) {
            return Step.GO_ON;
        }
        if (draining && !ended && (drained > DRAIN_LIMIT || isEmpty())) {
            end();
            return Step.GO_ON;
        }
        readTimeout = quiet.readTimeout();
        most = connection.mostInput();
        reads++;
        reading = true;
        return Step.READ;
    }

    private void end() {
        if (!ended) {
            ended = true;
            quiet.callOff();
            connection.ended();
        }
    }

    /** The time is up; the reader reads without a time-out, for it began before quiet was asked for. */
    private void lookIfQuiet() {
        if (isQuiet()) {
            quietConfirmed.confirm(() -> {
                if (isQuiet()) {
                    tellQuiet();
                }
            });
        }
    }

    private boolean isQuiet() {
        return quiet.isDue() && !isPaused();
    }

    private void tellQuiet() {
        quiet.callOff();
        connection.quiet();
    }

    /** Whether nobody wants the input any more; it is read all the same, lest it turn a close into a reset. */
    private boolean isDiscarded() {
        return ended || !connection.isOpen();
    }

    private boolean isPaused() {
        return !isDiscarded() && (!on || output.isChoked());
    }

    private boolean isEmpty() {
        try {
            return socket.isEmpty();
        } catch (IOException e) {
            // The reader will meet the same.
            return false;
        }
    }
}
