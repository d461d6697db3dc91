package org.hedgerow.wire;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.DomainName;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.RecordType;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.jspecify.annotations.Nullable;

/**
 * The asking side of the line format: all callers of a lane share one connection, and a reply belongs to the pending
 * question of its name. A reply that matches none is dropped, so a late one never answers another question.
 *
 * <p>When the connection is lost, what waits is sent once more over a new one; what fails again, or could not be sent in
 * the first place, is answered {@code Failed(UNREACHABLE)}.
 */
final class LineUpstream implements Upstream, ConnectionHandler, LineBuffer.Lines {
    /** A server that is silent on a miss may have learnt the name since: later callers make it be asked again. */
    static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MAX_CONNECTIONS = 2;
    // A server that leaves so much unread is asked nothing more: what is written to it stays in memory.
    private static final int MAX_UNREAD_OCTETS = 256 * 1024;

    private final ConnectingLane lane;
    private final UpstreamOptions options;
    private final UpstreamCounts counts;
    private final StreamLink link;
    private final LineQueries queries;
    private final LineBuffer buffer = new LineBuffer();
    // In the order of asking, which is the order of sending again.
    private final Map<DomainName, LinePending> pending = new LinkedHashMap<>();
    private final StaleQueries stale = new StaleQueries();
    private int waiters;
    private int connections;
    private boolean closed;

    LineUpstream(
            LineFormat format,
            ConnectingLane lane,
            SocketAddress server,
            UpstreamOptions options,
            UpstreamTotals totals) {
        this.lane = lane;
        this.options = options;
        this.counts = totals.open(lane);
        this.queries = format.queries(this, lane);
        this.link = new StreamLink(lane, server, options, this);
    }

    @Override
    public void ask(Question question, Call call) {
        if (call.isDone()) {
            return;
        }
        LinePending waiting = pending.get(question.name());
        if (closed) {
            call.answer(Failed.of(Failed.Reason.CLOSED, "the resolver is closed"));
        } else if (!question.type().isAddress() && !question.type().equals(RecordType.ANY)) {
            call.answer(Failed.of(
                    Failed.Reason.REFUSED, "the line format carries A and AAAA records, not " + question.type()));
        } else if (waiters >= options.maxPending()) {
            call.answer(Failed.of(Failed.Reason.OVERLOADED, waiters + " questions wait already"));
        } else if (waiting != null) {
            join(waiting, question, call);
        } else if (leavesTooMuchUnread()) {
            call.answer(Failed.of(Failed.Reason.OVERLOADED, "the server does not read what it is asked"));
        } else if (!link.isUpOrConnects(counts)) {
            call.answer(Failed.of(link.reason(), link.lastFailure()));
        } else {
            LinePending asked = new LinePending(question.name(), this, lane.now());
            pending.put(asked.name, asked);
            add(asked, question, call);
            Connection connection = link.open();
            if (connection != null) {
                queries.send(asked, connection);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        link.reset();
        fail(each -> true, Failed.Reason.CLOSED, "the resolver is closed");
    }

    @Override
    public void opened(Connection connection) {
        link.opened();
        connections++;
        for (LinePending each : List.copyOf(pending.values())) {
            queries.send(each, connection);
        }
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        link.heard();
        int offset = bytes.arrayOffset();
        buffer.feed(bytes.array(), offset + bytes.position(), offset + bytes.limit(), this);
        takeBareReplies();
        if (buffer.size() > LineFormat.MAX_LINE_OCTETS) {
            connection.reset();
        } else if (buffer.size() > 0 && queries.replyGraceNanos() > 0) {
            connection.awaitQuiet(queries.replyGraceNanos());
        }
    }

    /** What has come is no reply that could be understood, and must not garble the next one. */
    @Override
    public void quiet(Connection connection) {
        byte[] bytes = buffer.bytes();
        int from = buffer.from();
        int to = buffer.to();
        buffer.clear();
        line(bytes, from, to);
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        boolean wasOpen = link.open() != null;
        link.lost(cause);
        buffer.clear();
        queries.lost();
        stale.clear();
        fail(each -> !wasOpen || each.connections() >= MAX_CONNECTIONS, link.reason(), link.lastFailure());
        if (!closed && !pending.isEmpty() && !link.isUpOrConnects(counts)) {
            fail(each -> true, link.reason(), link.lastFailure());
        }
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end > from) {
            reply(bytes, from, end);
        }
        return true;
    }

    /** Servers that were not told how a query ends, or do not care, do not end their replies. */
    private void takeBareReplies() {
        while (buffer.size() > 0) {
            int end = LineText.bareReplyEnd(buffer.bytes(), buffer.from(), buffer.to());
            if (end < 0) {
                return;
            }
            byte[] bytes = buffer.bytes();
            int from = buffer.from();
            buffer.skip(end - from);
            reply(bytes, from, end);
        }
    }

    private void reply(byte[] line, int from, int to) {
        int nameEnd = LineText.nameEnd(line, from, to);
        DomainName name = nameEnd < 0 ? null : DomainName.tryParse(line, from, nameEnd);
        boolean late = name != null && stale.take(name) && LineText.isTimedOut(line, nameEnd, to);
        LinePending answered = name == null || late ? null : pending.remove(name);
        Connection connection = link.open();
        if (connection != null && name != null) {
            queries.replied(name, connection);
        }
        if (name == null || answered == null) {
            counts.dropped();
            return;
        }
        counts.replied();
        stale.add(name, answered.unanswered() - 1);
        answered.answer(LineText.answer(name, line, from, nameEnd, to));
    }

    private void join(LinePending waiting, Question question, Call call) {
        add(waiting, question, call);
        Connection connection = link.open();
        if (!endIfOld(waiting)
                && connection != null
                && waiting.connections() > 0
                && lane.now() - waiting.sentAt() > ASK_AGAIN_NANOS
                && !leavesTooMuchUnread()) {
            queries.send(waiting, connection);
        }
    }

    private void add(LinePending waiting, Question question, Call call) {
        waiters++;
        counts.waiting(1);
        waiting.join(question.type(), call);
    }

    private boolean leavesTooMuchUnread() {
        Connection connection = link.open();
        return connection != null && connection.pendingOutput() > MAX_UNREAD_OCTETS;
    }

    /** A query has left. */
    void sent(LinePending asked) {
        asked.sent(lane.now(), connections);
        counts.sent();
    }

    /** One caller less waits. */
    void waiterGone() {
        waiters--;
        counts.waiting(-1);
    }

    /** Ends what its callers have waited for together for as long as they may; whether it has. */
    boolean endIfOld(LinePending waiting) {
        if (!waiting.isOld(lane.now())) {
            return false;
        }
        abandoned(waiting);
        waiting.answer(Failed.of(Failed.Reason.TIMEOUT, waiting.name + ": no answer in time"));
        return true;
    }

    /** The last caller has gone without an answer. */
    void abandoned(LinePending gone) {
        pending.remove(gone.name);
        stale.add(gone.name, gone.unanswered());
    }

    private void fail(Predicate<LinePending> which, Failed.Reason reason, String detail) {
        Answer failed = Failed.of(reason, detail);
        for (LinePending each : pending.values().stream().filter(which).toList()) {
            // One that failed before may have had its caller call this one off.
            if (pending.remove(each.name, each)) {
                each.answer(failed);
            }
        }
    }
}
