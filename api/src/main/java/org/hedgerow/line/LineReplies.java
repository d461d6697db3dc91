package org.hedgerow.line;

import java.util.ArrayDeque;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.transport.Connection;
import org.hedgerow.wire.HeldMemory;
import org.hedgerow.wire.shared.StreamPump;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one connection, which leave in the order of the queries, or as they are found. A query takes a place unless
 * it is over already when it is added, with nobody to wait for, as those of a table are.
 *
 * <p>One timer per connection serves all deadlines: the time-outs are equal, so the order of arrival is the order of
 * deadlines, and only the head's matters.
 */
final class LineReplies {
    private final Connection connection;
    private final boolean inOrder;
    private final long timeoutNanos;
    private final HeldMemory memory;
    private final StreamPump pump;
    private @Nullable ArrayDeque<LineReply> places; // where all answers are there at once, there is never one
    private @Nullable LineReply lastBare;
    private @Nullable Cancellable timer;

    LineReplies(Connection connection, boolean inOrder, long timeoutNanos, HeldMemory memory, StreamPump pump) {
        this.connection = connection;
        this.inOrder = inOrder;
        this.timeoutNanos = timeoutNanos;
        this.memory = memory;
        this.pump = pump;
    }

    /** To a query that has just been resolved, or begun to be. */
    void add(LineCall call, LineEnd end, long arrived) {
        if (call.isOver() && leavesAtOnce() && end != LineEnd.BARE) {
            write(call.text(), end);
        } else {
            add(new LineReply(call, end, arrived));
            watch();
        }
    }

    void add(LineReply reply) {
        if (reply.end() == LineEnd.BARE) {
            lastBare = reply;
        }
        if (reply.isOver() && leavesAtOnce()) {
            send(reply);
        } else {
            if (places == null) {
                places = new ArrayDeque<>();
            }
            places.add(reply);
            memory.hold(reply.takePlace());
        }
    }

    private boolean leavesAtOnce() {
        return !inOrder || isEmpty();
    }

    /** The call is over: sends what may leave now, if its reply waits. */
    void settled(LineCall call) {
        LineReply settled = call.reply();
        if (places == null || settled == null) {
            return;
        }
        if (!inOrder) {
            places.removeFirstOccurrence(settled);
            memory.release(settled.held());
            send(settled);
            return;
        }
        for (LineReply head = places.peek(); head != null && head.isOver(); head = places.peek()) {
            places.remove();
            memory.release(head.held());
            send(head);
        }
    }

    /** Sees to it that a timer runs for the head. */
    private void watch() {
        if (timer == null && places != null && !places.isEmpty()) {
            long left =
                    places.element().arrived + timeoutNanos - connection.lane().now();
            timer = connection.lane().schedule(left, this::expire);
        }
    }

    /** The last query, which had no end, ends so after all, and its reply does likewise, even if the rest of it has left. */
    void lateEnd(LineEnd end) {
        if (lastBare == null) {
            return;
        }
        if (lastBare.isSent()) {
            connection.write(end.bytes, 0, end.bytes.length);
        } else {
            lastBare.endWith(end);
        }
    }

    int size() {
        return places == null ? 0 : places.size();
    }

    boolean isEmpty() {
        return places == null || places.isEmpty();
    }

    /** The connection is gone. */
    void cancelAll() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (places == null) {
            return;
        }
        // Out of the queue first: a call that is called off must not find it half done.
        LineReply[] underWay = places.toArray(LineReply[]::new);
        places.clear();
        for (LineReply reply : underWay) {
            reply.cancel();
        }
    }

    private void expire() {
        timer = null;
        long now = connection.lane().now();
        try {
            for (LineReply head = head(); head != null && head.arrived + timeoutNanos - now <= 0; head = head()) {
                head.expire();
                if (pump.isOver()) {
                    return; // the connection has been cut, and heads keep their places
                }
            }
            watch();
        } catch (Throwable e) {
            pump.cut(e);
        }
    }

    private @Nullable LineReply head() {
        return places == null ? null : places.peek();
    }

    private void send(LineReply reply) {
        byte[] text = reply.text();
        if (text != null && !reply.isSent()) {
            reply.markSent();
            write(text, reply.end());
        }
    }

    private void write(byte @Nullable [] text, LineEnd end) {
        if (text == null) {
            return;
        }
        if (end == LineEnd.LF) {
            connection.write(text, 0, text.length);
        } else {
            connection.write(text, 0, text.length - 1);
            if (end.bytes.length > 0) {
                connection.write(end.bytes, 0, end.bytes.length);
            }
        }
    }
}
