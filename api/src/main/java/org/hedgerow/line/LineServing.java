package org.hedgerow.line;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.HeldMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingCounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The serving side of the line format on one connection: has its queries resolved, all at once up to the limit, and
 * decides what is said of the answers and when. At the limit, or that of memory, the rest of the input is kept and reading
 * stops.
 */
final class LineServing implements ConnectionHandler, LineFraming.Queries {
    private static final Logger LOG = LoggerFactory.getLogger(LineFormat.class);

    private final LineFormat format;
    private final ServingContext context;
    private final LineFraming framing = new LineFraming(this);
    private @Nullable Connection connection;
    private @Nullable ServingCounts counts;
    private @Nullable HeldMemory memory;
    private @Nullable LineReplies replies;
    private long arrived; // the lines that are being taken in: one look at the clock for all of them
    private boolean feeding;
    private boolean inputEnded;
    private boolean over;

    LineServing(LineFormat format, ServingContext context) {
        this.format = format;
        this.context = context;
    }

    @Override
    public void opened(Connection opened) {
        connection = opened;
        counts = context.totals().open(opened.lane());
        memory = context.options().memory().open(opened.lane());
        replies = new LineReplies(
                opened, !format.isSilentOnMiss(), Nanos.of(context.options().timeout()), memory);
    }

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        if (inputEnded) {
            return;
        }
        feeding = true;
        arrived = from.lane().now();
        framing.feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
        feeding = false;
        fed(from);
    }

    @Override
    public int mostInput() {
        return memory().mostInput();
    }

    @Override
    public void drained(Connection from) {
        if (framing.isStopped()) {
            fed(from);
        } else {
            countBuffers(from);
        }
    }

    private void countBuffers(Connection open) {
        memory().buffered(framing.buffered(), open.pendingOutput());
    }

    @Override
    public void quiet(Connection from) {
        endBare();
        fed(from);
    }

    @Override
    public void ended(Connection from) {
        inputEnded = true;
        endBare();
        fed(from);
    }

    private void endBare() {
        feeding = true;
        arrived = lane().now();
        framing.endBare();
        feeding = false;
    }

    @Override
    public void closed(Connection gone, @Nullable IOException cause) {
        if (replies != null) {
            over = true;
            replies.cancelAll();
            memory().close();
            counts().end();
        }
    }

    @Override
    public boolean query(byte[] bytes, int from, int to, LineEnd end) {
        LineReplies queue = replies();
        DomainName name = DomainName.tryParse(bytes, from, to);
        if (name == null) {
            counts().rejected();
            LineCall place = new LineCall(this, DomainName.ROOT, end, 0);
            place.settle(LineText.invalidName(bytes, from, to));
            queue.add(place);
        } else {
            counts().asked();
            LineCall call = new LineCall(this, name, end, arrived);
            resolve(name, call);
            queue.add(call);
            queue.watch();
        }
        return hasRoom();
    }

    /** Without memory there is room for one question at a time, so that everybody gets on. */
    private boolean hasRoom() {
        return replies().size() < context.options().maxInFlight()
                && (memory().hasRoom() || (replies().isEmpty() && open().pendingOutput() == 0));
    }

    @Override
    public void lateEnd(LineEnd end) {
        replies().lateEnd(end);
    }

    Lane lane() {
        return open().lane();
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

    /** The answer is known; the only negative reply that the format has is told at the deadline unless it fails fast. */
    void concluded(LineCall call, Answer conclusion) {
        if (over) {
            return;
        }
        byte[] line =
                conclusion instanceof Found found ? found.encoding(LineText.class, LineText::found) : LineText.NONE;
        Answer answer = conclusion instanceof Found && line.length == 0 ? NotFound.TYPE : conclusion;
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
        counts().answered(answer);
        replies().settled(call);
        if (!feeding) {
            if (framing.isStopped()) {
                fed(open());
            } else {
                closeWhenDone(open());
            }
        }
    }

    /** Input was taken in, or there is room again: goes on with what is kept, waits for more, or closes. */
    private void fed(Connection open) {
        boolean wasStopped = framing.isStopped();
        feeding = true;
        while (framing.isStopped() && hasRoom()) {
            arrived = lane().now();
            framing.resume();
            if (inputEnded) {
                framing.endBare();
            }
        }
        feeding = false;
        if (framing.isTooLong()) {
            inputEnded = true;
        }
        if (framing.isStopped() || inputEnded) {
            open.reading(false);
        } else {
            if (wasStopped) {
                open.reading(true);
            }
            if (framing.hasPartial()) {
                open.awaitQuiet(framing.graceNanos(format.graceNanos()));
            }
        }
        countBuffers(open);
        closeWhenDone(open);
    }

    private void closeWhenDone(Connection open) {
        if (inputEnded && !framing.isStopped() && replies().isEmpty()) {
            if (framing.isTooLong()) {
                open.shed(); // no program that means well sends such a line
            } else {
                open.close();
            }
        }
    }

    private ServingCounts counts() {
        if (counts == null) {
            throw new IllegalStateException("not opened yet");
        }
        return counts;
    }

    private HeldMemory memory() {
        if (memory == null) {
            throw new IllegalStateException("not opened yet");
        }
        return memory;
    }

    private LineReplies replies() {
        if (replies == null) {
            throw new IllegalStateException("not opened yet");
        }
        return replies;
    }

    private Connection open() {
        if (connection == null) {
            throw new IllegalStateException("not opened yet");
        }
        return connection;
    }
}
