package org.hedgerow.wire;

import java.util.ArrayDeque;
import org.hedgerow.Failed;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.transport.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one connection. Each query takes its place before it is resolved; replies leave in that order, or as
 * they are found.
 *
 * <p>One timer per connection serves all deadlines: the time-outs are equal, so the order of arrival is the order of
 * deadlines, and only the head's matters.
 */
final class LineReplies {
    private final Connection connection;
    private final boolean inOrder;
    private final long timeoutNanos;
    private final ArrayDeque<LineCall> places = new ArrayDeque<>();
    private @Nullable LineCall last;
    private @Nullable Cancellable timer;

    LineReplies(Connection connection, boolean inOrder, long timeoutNanos) {
        this.connection = connection;
        this.inOrder = inOrder;
        this.timeoutNanos = timeoutNanos;
    }

    void add(LineCall call) {
        places.add(call);
        last = call;
    }

    /** The call is over: sends what may leave now. */
    void settled(LineCall call) {
        if (!inOrder) {
            send(call);
            if (places.peekLast() == call) {
                places.removeLast(); // as a table answers
            } else {
                places.removeLastOccurrence(call);
            }
            return;
        }
        for (LineCall head = places.peek(); head != null && head.isOver(); head = places.peek()) {
            places.remove();
            send(head);
        }
    }

    /** Sees to it that a timer runs for the head. */
    void watch() {
        LineCall head = places.peek();
        if (timer == null && head != null) {
            long left = head.arrived + timeoutNanos - connection.lane().now();
            timer = connection.lane().schedule(left, this::expire);
        }
    }

    /** The last query ends so after all, and its reply does likewise, even if the rest of it has left. */
    void lateEnd(LineEnd end) {
        if (last == null) {
            return;
        }
        if (last.isSent()) {
            connection.write(end.bytes, 0, end.bytes.length);
        } else {
            last.endWith(end);
        }
    }

    int size() {
        return places.size();
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** The connection is gone. */
    void cancelAll() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        // Out of the queue first: a call that is called off must not find it half done.
        LineCall[] underWay = places.toArray(LineCall[]::new);
        places.clear();
        for (LineCall call : underWay) {
            call.cancel();
        }
    }

    private void expire() {
        timer = null;
        long now = connection.lane().now();
        try {
            for (LineCall head = places.peek();
                    head != null && head.arrived + timeoutNanos - now <= 0;
                    head = places.peek()) {
                head.expire(new Failed(Failed.Reason.TIMEOUT, head.name + ": no answer in time"));
            }
        } finally {
            watch(); // what one question's resolver throws must not cost the others their deadline
        }
    }

    private void send(LineCall call) {
        byte[] text = call.text();
        if (text != null && !call.isSent()) {
            call.markSent();
            if (call.end() == LineEnd.LF) {
                connection.write(text, 0, text.length);
            } else {
                connection.write(text, 0, text.length - 1);
                byte[] end = call.end().bytes;
                if (end.length > 0) {
                    connection.write(end, 0, end.length);
                }
            }
        }
    }
}
