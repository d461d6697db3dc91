package org.hedgerow.line;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.transport.Connection;
import org.hedgerow.wire.HeldMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingCounts;
import org.hedgerow.wire.shared.StreamPump;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serving side of the line format on one connection: has its queries resolved, all at once, and decides what is said of
 * the answers and when.
 */
final class LineServing implements StreamPump.Served, LineFraming.Queries {
    private static final Logger LOG = LoggerFactory.getLogger(LineFormat.class);
    private static final Failed UNWRITABLE = Failed.of(Failed.Reason.BAD_REPLY, "the answer could not be written");

    private final LineFormat format;
    private final ServingContext context;
    private final Connection connection;
    private final StreamPump pump;
    private final LineFraming framing = new LineFraming(this);
    private final ServingCounts counts;
    private final HeldMemory memory;
    private final LineReplies replies;
    private long arrived; // the lines that are being taken in: one look at the clock for all of them

    LineServing(LineFormat format, ServingContext context, Connection connection, StreamPump pump) {
        this.format = format;
        this.context = context;
        this.connection = connection;
        this.pump = pump;
        this.counts = context.totals().open(connection.lane());
        this.memory = context.options().memory().open(connection.lane());
        long timeoutNanos = Nanos.of(context.options().timeout());
        this.replies = new LineReplies(connection, !format.isSilentOnMiss(), timeoutNanos, memory, pump);
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        arrived = lane().now();
        framing.feed(bytes, from, to);
        giveUpIfTooLong();
    }

    @Override
    public void resume() {
        arrived = lane().now();
        framing.resume();
        giveUpIfTooLong();
    }

    private void giveUpIfTooLong() {
        if (framing.isTooLong()) {
            pump.giveUp();
        }
    }

    @Override
    public StreamPump.Input input() {
        return framing;
    }

    @Override
    public int inFlight() {
        return replies.size();
    }

    @Override
    public HeldMemory memory() {
        return memory;
    }

    @Override
    public void awaitRest(boolean begun) {
        if (begun) {
            connection.awaitQuiet(framing.graceNanos(format.graceNanos()));
        }
    }

    @Override
    public void endPartial() {
        arrived = lane().now();
        framing.endBare();
    }

    @Override
    public void closed() {
        replies.cancelAll();
        memory.close();
        counts.end();
    }

    @Override
    public boolean query(byte[] bytes, int from, int to, LineEnd end) {
        DomainName name = DomainName.tryParse(bytes, from, to);
        if (name == null) {
            counts.rejected();
            replies.add(new LineReply(LineText.invalidName(bytes, from, to), end));
        } else {
            counts.asked();
            LineCall call = new LineCall(this, name);
            resolve(name, call);
            replies.add(call, end, arrived);
        }
        return pump.hasRoom();
    }

    @Override
    public void lateEnd(LineEnd end) {
        replies.lateEnd(end);
    }

    Lane lane() {
        return connection.lane();
    }

    private void resolve(DomainName name, Call call) {
        try {
            // Made here, and kept nowhere, so that behind a table the compiler does without it.
            context.resolver().resolve(Question.of(name, RecordType.ANY), call);
        } catch (Throwable e) {
            Guard.failed(LOG, "the resolver threw on " + name, e);
            call.answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + Guard.text(e)));
        }
    }

    /** The answer is known. */
    void answered(LineCall call, Answer answer) {
        try {
            conclude(call, answer);
        } catch (Throwable e) {
            pump.cut(e);
        }
    }

    /** The answer may be due; the only negative reply that the format has is told at the deadline unless it fails fast. */
    void conclude(LineCall call, Answer conclusion) {
        if (pump.isOver()) {
            return;
        }
        byte[] line = LineText.NONE;
        Answer answer = conclusion;
        if (conclusion instanceof Found found) {
            try {
                line = found.encoding(LineText.class, LineText::found);
                answer = line.length > 0 ? found : NotFound.TYPE;
            } catch (Throwable e) {
                Guard.failed(LOG, "an answer to " + call.name + " could not be written", e);
                answer = UNWRITABLE;
            }
        }
        if (line.length > 0) {
            call.settle(line);
        } else if (format.isSilentOnMiss()) {
            call.settle(null);
        } else if (call.isExpired() || context.options().failFast()) {
            call.settle(LineText.timedOut(call.name));
        } else {
            call.hold(answer);
            return;
        }
        counts.answered(answer);
        if (call.isWaiting()) {
            replies.settled(call);
            pump.settled();
        }
    }
}
