package org.hedgerow.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamCounts;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.shared.StreamLink;
import org.jspecify.annotations.Nullable;

/**
 * The asking side of the line format: all callers of a lane share one connection, and a reply belongs to the pending
 * question of its name. A reply that matches none is dropped, so a late one never answers another question.
 *
 * <p>When the connection is lost, what waits is sent again over a new one: for as long as somebody waits if the server has said
 * something meanwhile, or else once. What fails again, or could not be sent in the first place, is answered
 * {@code Failed(UNREACHABLE)}.
 */
final class LineUpstream implements Upstream, ConnectionHandler, ReplyFraming.Replies {
    /** A server that is silent on a miss may have learnt the name since: later callers make it be asked again. */
    static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a part of a reply waits for the rest, which is long for a server and short for whoever looks at the log. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int MAX_SILENT_CONNECTIONS = 2;
    // A server that leaves so much unread is asked nothing more: what is written to it stays in memory.
    private static final int MAX_UNREAD_OCTETS = 256 * 1024;

    private final Lane lane;
    private final UpstreamOptions options;
    private final UpstreamCounts counts;
    private final StreamLink link;
    private final LineQueries queries;
    private final StrangeReplies strange;
    private final ReplyFraming framing = new ReplyFraming(this);
    private final long graceNanos;
    // In the order of asking, which is the order of sending again.
    private final Map<DomainName, LinePending> pending = new LinkedHashMap<>();
    private final StaleQueries stale = new StaleQueries();
    private int waiters;
    private int connections;
    private long heardAt;
    private boolean closed;

    LineUpstream(LineFormat format, AskingContext context) {
        this.lane = context.lane();
        this.options = context.options();
        this.counts = context.totals().open(lane);
        this.queries = format.queries(this, lane);
        this.graceNanos = format.graceNanos();
        this.strange = new StrangeReplies(format, context.server(), context.totals());
        this.link = new StreamLink(context, this);
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
        heardAt = lane.now() - 1; // so that nothing counts as heard since the first queries
        for (LinePending each : List.copyOf(pending.values())) {
            queries.send(each, connection);
        }
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        link.heard();
        heardAt = lane.now();
        int offset = bytes.arrayOffset();
        framing.feed(bytes.array(), offset + bytes.position(), offset + bytes.limit());
        if (framing.isTooLong()) {
            connection.reset();
        } else if (framing.hasPartial()) {
            connection.awaitQuiet(graceNanos);
        }
    }

    @Override
    public void quiet(Connection connection) {
        if (framing.quiet()) {
            connection.awaitQuiet(PATIENCE_NANOS);
        }
    }

    @Override
    public void closed(Connection connection, @Nullable IOException cause) {
        boolean wasOpen = link.open() != null;
        link.lost(cause);
        framing.clear();
        queries.lost();
        stale.clear();
        pending.values().forEach(each -> each.lost(heardAt));
        fail(each -> !wasOpen || each.silentConnections() >= MAX_SILENT_CONNECTIONS, link.reason(), link.lastFailure());
        if (!closed && !pending.isEmpty() && !link.isUpOrConnects(counts)) {
            fail(each -> true, link.reason(), link.lastFailure());
        }
    }

    @Override
    public boolean reply(byte[] line, int from, int to) {
        int nameEnd = LineText.nameEnd(line, from, to);
        DomainName name = nameEnd < 0 ? null : DomainName.tryParse(line, from, nameEnd);
        if (name == null) {
            return false;
        }
        // Every second reply is one that nobody waits for, where two servers are asked: it is not read any further.
        LinePending waiting = pending.get(name);
        Answer answer = waiting == null ? null : LineText.answer(name, line, from, nameEnd, to);
        if (answer == null && (waiting != null || LineText.replyEnd(line, from, to) != to)) {
            return false;
        }
        boolean late = stale.take(name) && LineText.isTimedOut(line, nameEnd, to);
        tellQueries(name);
        if (waiting == null || answer == null || late) {
            counts.dropped();
        } else {
            pending.remove(name);
            counts.replied();
            stale.add(name, waiting.unanswered() - 1);
            waiting.answer(answer);
        }
        return true;
    }

    /** Says nothing that is known to be about a name, so a question waits on, as if the server had been silent. */
    @Override
    public void strange(byte[] text, int from, int to) {
        counts.dropped();
        strange.tell(text, from, to);
        int nameEnd = LineText.nameEnd(text, from, to);
        DomainName name = DomainName.tryParse(text, from, nameEnd < 0 ? to : nameEnd);
        if (name == null) {
            return;
        }
        tellQueries(name);
        LinePending waiting = stale.take(name) ? null : pending.get(name);
        if (waiting != null) {
            waiting.repliedInVain();
        }
    }

    @Override
    public boolean isAsked(DomainName name) {
        return pending.containsKey(name) || stale.contains(name);
    }

    private void tellQueries(DomainName name) {
        Connection connection = link.open();
        if (connection != null) {
            queries.replied(name, connection);
        }
    }

    private void join(LinePending waiting, Question question, Call call) {
        add(waiting, question, call);
        Connection connection = link.open();
        if (!endIfOld(waiting)
                && connection != null
                && waiting.isSent()
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
