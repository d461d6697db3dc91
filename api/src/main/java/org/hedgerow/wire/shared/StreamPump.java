package org.hedgerow.wire.shared;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiFunction;
import org.hedgerow.lane.Guard;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.HeldMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serving side of a format on one connection: hands the input to the format as long as there is room. At the limit of
 * questions in flight, of memory for them, or of replies that the client has not read, the rest is kept and reading stops.
 *
 * <pre>
 *              no room                      the client has ended, or is not worth more
 *   READING ------------> STOPPED    READING, STOPPED ----> ENDED ----> closed, or shed
 *           <------------                            nothing is in flight
 *     settled, drained                                or kept any more
 * </pre>
 *
 * <p>What a resolver throws, and an answer that cannot be written, is the failure of one question, which the format reports.
 * Whatever else is thrown cuts the connection, an {@link Error} included, because nobody knows what its state is then: the
 * transport sees to that where it has called, and {@link #cut} where an answer or a timer has. Confined to the connection's
 * lane.
 */
public final class StreamPump implements ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPump.class);

    // One chunk of input may ask for much more output than a listener's high-water mark, which stops the next chunk
    // only.
    private static final int MAX_UNREAD_BYTES = 256 * 1024;

    private final int maxInFlight;
    private final BiFunction<Connection, StreamPump, Served> opening;
    private @Nullable Connection connection;
    private @Nullable Served served; // null before it is opened
    private boolean feeding;
    private boolean inputEnded;
    private boolean abusive;
    private boolean over;

    /** What a format does on one connection. Called in the connection's lane. */
    public interface Served {

        /** Takes the messages of a chunk. After each it stops unless {@link StreamPump#hasRoom}, and keeps the rest. */
        void feed(byte[] bytes, int from, int to);

        /** Goes on after a stop, likewise. */
        void resume();

        /** What is kept of the input. */
        Input input();

        /** How many questions are worked on. */
        int inFlight();

        /** What the connection holds. */
        HeldMemory memory();

        /** Whether to wait for the rest of a message that has begun; asked for whenever input has been taken in. */
        void awaitRest(boolean begun);

        /** Silence, or the end of the input, ends a message that has begun, where the format has that. */
        default void endPartial() {}

        /** The connection is gone: gives back what is held for it. */
        void closed();
    }

    /** The input that a format keeps. */
    public interface Input {

        /** Whether there was no room to go on. */
        boolean isStopped();

        /** Whether a message has begun that is not complete. */
        boolean hasPartial();

        /** How many bytes of memory the input takes that nobody has looked at yet. */
        int buffered();

        /** Drops what is kept. */
        void clear();
    }

    /**
     * For a connection that has not been opened yet.
     *
     * @param maxInFlight how many questions may be worked on at once
     * @param opening makes what serves the connection once it is open
     */
    public StreamPump(int maxInFlight, BiFunction<Connection, StreamPump, Served> opening) {
        this.maxInFlight = maxInFlight;
        this.opening = opening;
    }

    @Override
    public void opened(Connection opened) {
        connection = opened;
        served = opening.apply(opened, this);
    }

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        if (!inputEnded) {
            int start = bytes.arrayOffset() + bytes.position();
            feeding = true;
            served().feed(bytes.array(), start, start + bytes.remaining());
            fed();
        }
    }

    @Override
    public int mostInput() {
        return served().memory().mostInput();
    }

    @Override
    public void quiet(Connection from) {
        feeding = true;
        served().endPartial();
        fed();
    }

    @Override
    public void ended(Connection from) {
        inputEnded = true;
        quiet(from);
    }

    @Override
    public void drained(Connection from) {
        if (served().input().isStopped()) {
            fed();
        } else {
            countBuffers();
        }
    }

    /** There may be room again, because a question is over that was in flight. */
    public void settled() {
        if (feeding || over) {
            return;
        }
        try {
            if (served().input().isStopped() || (abusive && !inputEnded)) {
                fed();
            } else {
                countBuffers();
                closeWhenDone();
            }
        } catch (Throwable e) {
            cut(e);
        }
    }

    @Override
    public void closed(Connection gone, @Nullable IOException cause) {
        over = true;
        if (served != null) {
            served.closed();
        }
    }

    /** Whether another question may be taken; without memory there is room for one at a time, so that everybody gets on. */
    public boolean hasRoom() {
        int inFlight = served().inFlight();
        long unread = connection().pendingOutput();
        return !over
                && inFlight < maxInFlight
                && unread <= MAX_UNREAD_BYTES
                && (served().memory().hasRoom() || (inFlight == 0 && unread == 0));
    }

    /** No client that means well sends this: it is shed once what is in flight has been answered. */
    public void giveUp() {
        abusive = true;
        settled();
    }

    /** Something was thrown by what the transport has not called. */
    public void cut(Throwable thrown) {
        over = true;
        Guard.failed(LOG, "a connection is cut because of what was thrown while it was served", thrown);
        connection().reset();
    }

    /** Whether nothing that is still written can reach the client. */
    public boolean isOver() {
        return over;
    }

    /** Input was taken in, or there is room again: goes on with what is kept, waits for more, or closes. */
    private void fed() {
        if (over) {
            return;
        }
        Input input = served().input();
        boolean wasStopped = input.isStopped();
        feeding = true;
        while (input.isStopped() && !abusive && hasRoom()) {
            served().resume();
            if (inputEnded) {
                served().endPartial();
            }
        }
        feeding = false;
        if (abusive) {
            inputEnded = true;
            input.clear();
        }
        if (input.isStopped() || inputEnded) {
            connection().reading(false);
        } else if (wasStopped) {
            connection().reading(true);
        }
        countBuffers();
        served().awaitRest(!inputEnded && input.hasPartial());
        closeWhenDone();
    }

    private void countBuffers() {
        served().memory().buffered(served().input().buffered(), connection().pendingOutput());
    }

    private void closeWhenDone() {
        if (inputEnded && !served().input().isStopped() && served().inFlight() == 0) {
            if (abusive) {
                connection().shed();
            } else {
                connection().close();
            }
        }
    }

    private Served served() {
        return Objects.requireNonNull(served, "opened");
    }

    private Connection connection() {
        return Objects.requireNonNull(connection, "opened");
    }
}
