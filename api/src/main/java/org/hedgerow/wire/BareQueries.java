package org.hedgerow.wire;

import java.util.ArrayDeque;
import org.hedgerow.DomainName;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Queries without an end, for a server that takes whatever it receives at once for one name: each is sent alone, once
 * the server has replied to the one before it, or, since it is silent on a miss, has had time to receive it.
 */
final class BareQueries implements LineQueries {
    private final LineUpstream upstream;
    private final Lane lane;
    private final long gapNanos;
    private final ArrayDeque<LinePending> unsent = new ArrayDeque<>();
    private @Nullable Cancellable gap;
    private @Nullable DomainName sentLast;

    BareQueries(LineUpstream upstream, Lane lane, long gapNanos) {
        this.upstream = upstream;
        this.lane = lane;
        this.gapNanos = gapNanos;
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
        // A server that has just replied to an earlier query need not have received the last one yet.
        if (name.equals(sentLast)) {
            endGap();
            sendNext(connection);
        }
    }

    /** Over before the gap is, and so before there can be a reply to the next query. */
    @Override
    public long replyGraceNanos() {
        return Math.max(1, gapNanos / 2);
    }

    @Override
    public void lost() {
        endGap();
        unsent.clear();
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
            sentLast = next.name;
            upstream.sent(next);
            gap = lane.schedule(gapNanos, () -> {
                gap = null;
                sendNext(connection);
            });
        }
    }

    private void endGap() {
        if (gap != null) {
            gap.cancel();
            gap = null;
        }
    }
}
