package org.hedgerow.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Nanos;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.UpstreamCounts;
import org.hedgerow.wire.shared.StreamLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question that is replied to by any number of messages, as that for a zone is (RFC 5936), over a connection of its own. What
 * the records mean, and which is the last, is for the receiver to know.
 *
 * <pre>
 *   start --&gt; CONNECTING --opened--&gt; RECEIVING --received says false--&gt; ended(null)
 *                  |                     |
 *                  +---------------------+--- no connection, silence, an error of the server, a reply that is none,
 *                                             the end of the stream: ended(failure)
 * </pre>
 *
 * <p>Confined to its lane, where it is started, called off and tells its receiver. It holds no more than one message.
 */
public final class DnsTransfer implements Cancellable {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);

    private final AskingContext context;
    private final Question question;
    private final long patience;
    private final Receiver receiver;
    private final UpstreamCounts counts;
    private final StreamLink link;
    private final PrefixedMessages messages = new PrefixedMessages();
    private final DnsReader reader = new DnsReader();
    private final byte[] query = new byte[DnsWriter.PREFIX + DnsQuestions.MAX_OCTETS];
    private final int id = new UnpredictableBits().next16();
    private final int queryEnd;
    private @Nullable Cancellable timer;
    private boolean over;

    /** What a transfer is told to. In its lane, outside of which none of this is called; must not block. */
    public interface Receiver {

        /**
         * A message has come.
         *
         * @param records those of its answer section, in order; never those of other classes, nor OPT
         * @return whether more are to come; if not, the transfer has ended well
         */
        boolean received(List<ResourceRecord> records);

        /**
         * The transfer is over: the last call, unless it is called off, upon which there is none.
         *
         * @param failure why it is not complete; null if it is
         */
        void ended(@Nullable Failed failure);
    }

    private DnsTransfer(
            DnsFormat format, AskingContext context, Question question, Duration patience, Receiver receiver) {
        this.context = context;
        this.question = question;
        this.patience = Nanos.of(Nanos.aboveZero(patience, "patience"));
        this.receiver = receiver;
        this.counts = context.totals().open(context.lane());
        this.link = new StreamLink(context, new Replies());
        this.queryEnd = DnsQuestions.write(id, question, true, format.payload(), query, DnsWriter.PREFIX);
        DnsHeader.u16(query, 0, queryEnd - DnsWriter.PREFIX);
    }

    /**
     * Connects to the context's server and asks it. In the context's lane.
     *
     * @param question of a type that is asked for only, as AXFR, or of any other
     * @param patience how long the server may be silent before its first message and between any two
     * @throws IllegalArgumentException if the patience is not above zero
     */
    public static DnsTransfer start(
            DnsFormat format, AskingContext context, Question question, Duration patience, Receiver receiver) {
        DnsTransfer transfer = new DnsTransfer(
                Objects.requireNonNull(format, "format"),
                Objects.requireNonNull(context, "context"),
                Objects.requireNonNull(question, "question"),
                patience,
                Objects.requireNonNull(receiver, "receiver"));
        transfer.counts.asked();
        transfer.counts.waiting(1);
        transfer.link.isUpOrConnects(transfer.counts);
        return transfer;
    }

    /** Calls it off: the receiver hears no more. In the lane. */
    @Override
    public void cancel() {
        if (letGo()) {
            link.reset();
        }
    }

    private void end(@Nullable Failed failure) {
        if (letGo()) {
            link.reset();
            try {
                receiver.ended(failure);
            } catch (Throwable e) {
                Guard.failed(LOG, "the receiver of " + question + " threw at the end", e);
            }
        }
    }

    private boolean letGo() {
        if (over) {
            return false;
        }
        over = true;
        callOffTimer();
        counts.waiting(-1);
        return true;
    }

    private void callOffTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void awaitNext() {
        callOffTimer();
        timer = context.lane().schedule(patience, () -> {
            timer = null;
            end(failure(Failed.Reason.TIMEOUT, "no message of the server in time"));
        });
    }

    private Failed failure(Failed.Reason reason, String why) {
        return Failed.of(reason, question + ": " + why);
    }

    /** Reads the message; null if it is as it should be, or else why it is none of those that are waited for. */
    private @Nullable Failed read(byte[] bytes, int from, int to) {
        if (to - from < DnsHeader.OCTETS
                || DnsHeader.id(bytes, from) != id
                || !DnsHeader.isResponse(bytes, from)
                || DnsHeader.isTruncated(bytes, from)) {
            counts.dropped();
            return failure(Failed.Reason.BAD_REPLY, "what came is no reply to it");
        }
        int rcode = DnsHeader.rcode(bytes, from);
        if (rcode != Rcode.NOERROR) {
            counts.replied();
            Failed.Reason reason = rcode == Rcode.SERVFAIL ? Failed.Reason.SERVER_FAILURE : Failed.Reason.REFUSED;
            return failure(reason, "the server says " + Rcode.text(rcode));
        }
        int questions = DnsHeader.questions(bytes, from); // none behind the first message, perhaps
        if (questions != 0 && !DnsQuestions.isRepeated(question, bytes, from, to)) {
            counts.dropped();
            return failure(Failed.Reason.BAD_REPLY, "what came replies to another question");
        }
        counts.replied();
        int records =
                from + DnsHeader.OCTETS + (questions == 0 ? 0 : question.name().wireOctets() + 4);
        try {
            deliver(DnsSection.read(reader.over(bytes, from, records, to), DnsHeader.answers(bytes, from))
                    .records());
            return null;
        } catch (BadMessageException e) {
            return failure(Failed.Reason.BAD_REPLY, "what came cannot be read, " + e.getMessage());
        }
    }

    private void deliver(List<ResourceRecord> records) {
        boolean more;
        try {
            more = receiver.received(records);
        } catch (Throwable e) {
            Guard.failed(LOG, "the receiver of " + question + " threw", e);
            end(failure(Failed.Reason.BAD_REPLY, "its receiver threw " + Guard.text(e)));
            return;
        }
        if (!more) {
            end(null);
        } else if (!over) {
            awaitNext();
        }
    }

    /** The connection. */
    private final class Replies implements ConnectionHandler, PrefixedMessages.Messages {
        @Override
        public void opened(Connection connection) {
            link.opened();
            connection.write(query, 0, queryEnd);
            counts.sent();
            awaitNext();
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            link.heard();
            int start = bytes.arrayOffset() + bytes.position();
            messages.feed(bytes.array(), start, start + bytes.remaining(), this);
        }

        @Override
        public boolean message(byte[] bytes, int from, int to) {
            Failed failure = read(bytes, from, to);
            if (failure != null) {
                end(failure);
            }
            return !over;
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            link.lost(cause);
            messages.clear();
            end(failure(link.reason(), link.lastFailure()));
        }
    }
}
