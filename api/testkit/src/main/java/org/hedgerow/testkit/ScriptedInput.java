package org.hedgerow.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.transport.ConnectionHandler;

/** What the peer of a scripted connection sends, until the handler takes it. Confined to the lane. */
final class ScriptedInput {
    private static final long NOT_AWAITED = -1;

    private final ManualLane lane;
    private final ScriptedConnection connection;
    private final ConnectionHandler handler;
    private final Queue<byte[]> unread = new ArrayDeque<>();
    private Cancellable quiet = () -> {};
    private long quietNanos = NOT_AWAITED;
    private boolean reading = true;
    private boolean ends;
    private boolean ended;

    ScriptedInput(ManualLane lane, ScriptedConnection connection, ConnectionHandler handler) {
        this.lane = lane;
        this.connection = connection;
        this.handler = handler;
    }

    void receive(byte[] chunk) {
        unread.add(chunk);
        deliver();
    }

    void end() {
        ends = true;
        deliver();
    }

    void reading(boolean on) {
        reading = on;
        restartQuiet();
        if (on) {
            lane.execute(this::deliver);
        }
    }

    boolean isReading() {
        return reading;
    }

    void awaitQuiet(long nanos) {
        quietNanos = Math.max(0, nanos);
        restartQuiet();
    }

    void drop() {
        unread.clear();
        quiet.cancel();
    }

    /** Hands over what has been sent, as far as the handler wants it. */
    void deliver() {
        while (isWanted() && !unread.isEmpty()) {
            byte[] chunk = unread.remove();
            if (chunk.length > 0) {
                callQuietOff();
                connection.tell(() -> handler.received(connection, ByteBuffer.wrap(chunk)));
            }
        }
        if (isWanted() && ends) {
            ended = true;
            callQuietOff();
            connection.tell(() -> handler.ended(connection));
        }
    }

    private boolean isWanted() {
        return reading && !ended && connection.takesInput();
    }

    private void callQuietOff() {
        quietNanos = NOT_AWAITED;
        quiet.cancel();
    }

    private void restartQuiet() {
        quiet.cancel();
        if (quietNanos != NOT_AWAITED && isWanted()) {
            quiet = lane.schedule(quietNanos, this::quietTimePassed);
        }
    }

    private void quietTimePassed() {
        quietNanos = NOT_AWAITED;
        if (isWanted()) {
            connection.tell(() -> handler.quiet(connection));
        }
    }
}
