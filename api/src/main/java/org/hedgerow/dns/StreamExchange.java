package org.hedgerow.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Failed;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.UpstreamCounts;
import org.hedgerow.wire.shared.StreamLink;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a DNS server (RFC 7766): made when a query wants one, kept, and shared by the queries that follow, which
 * do not wait for each other's replies. When it is lost, what is under way is sent again over a new one: for as long as
 * somebody waits if the server replied to others meanwhile, or else once.
 *
 * <p>Some servers close after one reply, or after so many, whatever else they were asked. A connection to one that did has no
 * more queries than that for a minute, because it may have been a restart; the others wait for the next connection.
 */
final class StreamExchange implements Exchange, ConnectionHandler, QueryPath, PrefixedMessages.Messages {
    private static final int MAX_SILENT_CONNECTIONS = 2;
    // A server that leaves so much unread is asked nothing more: what is written to it stays in memory.
    private static final int MAX_UNREAD_OCTETS = 256 * 1024;

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Where queries are that have no id yet. */
    private static final QueryPath WAITING = new QueryPath() {
        @Override
        public void free(int id) {}

        @Override
        public void quarantine(int id, long sentAt) {}
    };

    private final DnsFormat format;
    private final Lane lane;
    private final UpstreamCounts counts;
    private final Owner owner;
    private final StreamLink link;
    private final QueryIds<DnsPending> ids;
    private final PrefixedMessages messages = new PrefixedMessages();
    private final byte[] prefixed = new byte[DnsWriter.PREFIX + DnsQuestions.MAX_OCTETS];
    private final ArrayDeque<DnsPending> waiting = new ArrayDeque<>(); // those called off meanwhile, too
    private int written; // over this connection
    private int replies; // over this connection
    private int most = Integer.MAX_VALUE; // over any
    private long moreAgainAt;
    private long heardAt;
    private boolean closed;

    StreamExchange(ExchangeContext context, Owner owner) {
        this.format = context.format();
        this.lane = context.lane();
        this.counts = context.counts();
        this.owner = owner;
        this.link = new StreamLink(context.asking(), this);
        this.ids = new QueryIds<>(context.bits());
    }

    /** Sends the query, in plain case, as soon as there is a connection that has room for it. */
    @Override
    public void send(DnsPending pending) {
        pending.spelledPlain();
        Connection connection = link.open();
        if (connection != null && connection.pendingOutput() > MAX_UNREAD_OCTETS) {
            owner.failed(pending, Failed.of(Failed.Reason.OVERLOADED, "the server does not read what it is asked"));
        } else if (!link.isUpOrConnects(counts)) {
            owner.failed(pending, Failed.of(link.reason(), link.lastFailure()));
        } else {
            pending.takes(WAITING, 0, lane.now());
            waiting.add(pending);
            writeWaiting();
        }
    }

    @Override
    public void resend(DnsPending pending) {
        pending.leave();
        send(pending);
    }

    private void writeWaiting() {
        Connection connection = link.open();
        if (connection == null) {
            return;
        }
        if (most != Integer.MAX_VALUE && lane.now() - moreAgainAt >= 0) {
            most = Integer.MAX_VALUE;
        }
        for (DnsPending next = waiting.peek(); next != null; next = waiting.peek()) {
            boolean isWanted = next.path() == WAITING;
            if (isWanted && written >= most) {
                if (ids.inUse() == 0) {
                    connection.reset(); // upon which another one is made
                }
                return;
            }
            waiting.remove();
            if (isWanted) {
                write(next, connection);
            }
        }
    }

    private void write(DnsPending pending, Connection connection) {
        int id = ids.take(pending, lane.now());
        if (id < 0) {
            owner.failed(pending, Failed.of(Failed.Reason.OVERLOADED, "too many queries are under way"));
            return;
        }
        pending.takes(this, id, lane.now());
        int end = pending.write(format.payload(), prefixed, DnsWriter.PREFIX);
        DnsHeader.u16(prefixed, 0, end - DnsWriter.PREFIX);
        connection.write(prefixed, 0, end); // at once, so that both leave together
        written++;
        pending.sent(lane.now());
        counts.sent();
    }

    @Override
    public void opened(Connection connection) {
        link.opened();
        written = 0;
        replies = 0;
        heardAt = lane.now() - 1; // so that nothing counts as heard since the first queries
        writeWaiting();
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        link.heard();
        heardAt = lane.now();
        int start = bytes.arrayOffset() + bytes.position();
        messages.feed(bytes.array(), start, start + bytes.remaining(), this);
    }

    @Override
    public boolean message(byte[] bytes, int from, int to) {
        DnsPending pending = to - from < DnsHeader.OCTETS ? null : ids.owner(DnsHeader.id(bytes, from));
        if (pending != null && isReply(pending, bytes, from, to)) {
            counts.replied();
            replies++;
            owner.replied(pending, bytes, from, to);
            writeWaiting();
        } else {
            counts.dropped();
        }
        return true;
    }

    private static boolean isReply(DnsPending pending, byte[] bytes, int from, int to) {
        return DnsQuestions.isReply(pending.question, bytes, from, to);
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        boolean wasOpen = link.open() != null;
        link.lost(cause);
        messages.clear();
        List<DnsPending> lost = underWay();
        ids.clear();
        lost.forEach(DnsPending::lost);
        if (wasOpen && lost.stream().anyMatch(this::wasOvertaken)) {
            most = Math.max(1, replies);
            moreAgainAt = lane.now() + AGAIN_NANOS;
        }
        Collection<DnsPending> others = List.copyOf(waiting);
        waiting.clear();
        for (DnsPending each : lost) {
            if (!wasOvertaken(each)) {
                each.countSilentConnection();
            }
            again(each, wasOpen && each.silentConnections() < MAX_SILENT_CONNECTIONS);
        }
        for (DnsPending each : others) {
            if (each.path() == WAITING) {
                again(each, wasOpen);
            }
        }
    }

    /** Whether the server replied to others after it was asked this: it lives, and does not take as many at a time. */
    private boolean wasOvertaken(DnsPending lost) {
        return replies > 0 && lost.sentAt() - heardAt <= 0;
    }

    private void again(DnsPending lost, boolean worthwhile) {
        if (lost.isDone()) {
            return; // one that failed before may have had its caller call this one off
        }
        if (worthwhile && !closed) {
            send(lost);
        } else {
            owner.failed(lost, Failed.of(link.reason(), link.lastFailure()));
        }
    }

    @Override
    public void close() {
        closed = true;
        link.reset();
    }

    @Override
    public void free(int id) {
        ids.free(id);
    }

    /** A connection on which nothing has come since a query that was given up may be dead, and nobody would notice. */
    @Override
    public void quarantine(int id, long sentAt) {
        ids.quarantine(id, lane.now());
        if (link.open() != null && heardAt - sentAt <= 0 && lane.now() - sentAt >= SILENCE_NANOS) {
            link.reset();
        } else {
            writeWaiting();
        }
    }

    /** In the order in which they were sent. */
    private List<DnsPending> underWay() {
        List<DnsPending> all = new ArrayList<>();
        ids.forEach(all::add);
        all.sort(Comparator.comparingLong(DnsPending::takenAt));
        return all;
    }
}
