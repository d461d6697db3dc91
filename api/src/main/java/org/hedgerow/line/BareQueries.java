package org.hedgerow.line;

import java.util.ArrayDeque;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.hedgerow.transport.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Queries without an end, for a server that takes whatever it receives at once for one name: each is sent alone, once
 * the server has replied to the one before it, or, since it is silent on a miss, has had the time that it takes for one.
 *
 * <p>A reply says that the server has read what was sent up to that query. Had more than one been sent after it, they
 * have reached the server as one name, while it was busy, and are sent again.
 */
final class BareQueries implements LineQueries {
    // A server that is silent on misses says nothing of many; but that it read the first of so many is certain.
    private static final int MOST_UNREAD = 64;

    private final LineUpstream upstream;
    private final Lane lane;
    private final ServiceTime serviceTime;
    private final ArrayDeque<LinePending> unsent = new ArrayDeque<>();
    // Sent, in this order, and nothing says yet that the server has read them.
    private final ArrayDeque<LinePending> unread = new ArrayDeque<>();
    private @Nullable Cancellable gap;

    BareQueries(LineUpstream upstream, Lane lane, long shortestGapNanos) {
        this.upstream = upstream;
        this.lane = lane;
        this.serviceTime = new ServiceTime(shortestGapNanos);
    }

    @Override
    public void send(LinePending pending, Connection connection) {
        unsent.add(pending);
        if (gap == null) {
            sendNext(connection);
        }
    }

    @Override
    public void replied(DomainName name, Connection connection) {
        LinePending read = first(name);
        if (read == null || read.unanswered() > 1) {
            return; // of a query that was sent twice nobody knows which reply it is
        }
        while (unread.remove() != read) {
            // The server is silent about this one, or replies later.
        }
        if (!read.isDone()) {
            serviceTime.measured(lane.now() - read.sentAt());
        }
        if (unread.size() > 1) {
            while (!unread.isEmpty()) {
                unsent.addFirst(unread.removeLast());
            }
            startGap(connection);
        } else if (unread.size() == 1) {
            startGap(connection); // its turn has come only now
        } else {
            endGap();
            sendNext(connection);
        }
    }

    @Override
    public void lost() {
        endGap();
        unsent.clear();
        unread.clear();
    }

    private @Nullable LinePending first(DomainName name) {
        for (LinePending each : unread) {
            if (each.name.equals(name)) {
                return each;
            }
        }
        return null;
    }

    private void sendNext(Connection connection) {
        LinePending next = unsent.poll();
        while (next != null && next.isDone()) {
            next = unsent.poll();
        }
        if (next != null) {
            byte[] query = new byte[next.name.octets()];
            next.name.copyTo(query, 0);
            connection.write(query, 0, query.length);
            if (unread.size() == MOST_UNREAD) {
                unread.remove();
            }
            unread.add(next);
            upstream.sent(next);
            startGap(connection);
        }
    }

    private void startGap(Connection connection) {
        endGap();
        gap = lane.schedule(serviceTime.nanos(), () -> {
            gap = null;
            sendNext(connection);
        });
    }

    private void endGap() {
        if (gap != null) {
            gap.cancel();
            gap = null;
        }
    }
}
