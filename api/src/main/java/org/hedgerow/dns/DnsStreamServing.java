package org.hedgerow.dns;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.ServingContext;
import org.jspecify.annotations.Nullable;

/**
 * The serving side of the DNS protocol on one connection (RFC 7766): queries are worked on at once, replies leave as they
 * are known. At the limit of questions in flight, of memory for them, or of replies that the client has not read, the rest of
 * the input is kept and reading stops. A client that takes
 * longer to send a query than a question may take is cut off, and so is one that sends what is no query.
 */
final class DnsStreamServing implements ConnectionHandler, DnsServing.Sender, PrefixedMessages.Messages {
    // One chunk of input may ask for much more output than a listener's high-water mark, which stops the next chunk
    // only.
    private static final int MAX_UNREAD_OCTETS = 256 * 1024;

    private final DnsFormat format;
    private final ServingContext context;
    private final PrefixedMessages messages = new PrefixedMessages();
    private @Nullable Connection connection;
    private @Nullable DnsServing serving;
    private @Nullable Cancellable patience;
    private boolean feeding;
    private boolean inputEnded;
    private boolean abusive;

    DnsStreamServing(DnsFormat format, ServingContext context) {
        this.format = format;
        this.context = context;
    }

    @Override
    public void opened(Connection opened) {
        connection = opened;
        serving = new DnsServing(format, context, opened.lane(), this);
    }

    @Override
    public void received(Connection from, ByteBuffer bytes) {
        if (inputEnded) {
            return;
        }
        int start = bytes.arrayOffset() + bytes.position();
        feeding = true;
        messages.feed(bytes.array(), start, start + bytes.remaining(), this);
        feeding = false;
        fed(from);
    }

    @Override
    public int mostInput() {
        return serving().memory().mostInput();
    }

    @Override
    public boolean message(byte[] bytes, int from, int to) {
        DnsServing open = serving();
        if (!open.take(bytes, from, to, null, false)) {
            abusive = true; // and what follows is not worth more
            return false;
        }
        endPatience(); // with this message, whoever is next begins anew
        return hasRoom();
    }

    private boolean hasRoom() {
        int inFlight = serving().inFlight();
        long unread = open().pendingOutput();
        return inFlight < context.options().maxInFlight()
                && unread <= MAX_UNREAD_OCTETS
                && (serving().memory().hasRoom() || (inFlight == 0 && unread == 0));
    }

    @Override
    public void drained(Connection from) {
        if (messages.isStopped()) {
            fed(from);
        } else {
            countBuffers(from);
        }
    }

    private void countBuffers(Connection open) {
        serving().memory().buffered(messages.buffered(), open.pendingOutput());
    }

    @Override
    public void ended(Connection from) {
        inputEnded = true;
        fed(from);
    }

    @Override
    public void closed(Connection gone, @Nullable IOException cause) {
        endPatience();
        if (serving != null) {
            serving.cancelAll();
        }
    }

    @Override
    public int limit(DnsQuery query) {
        return DnsWriter.MAX_OCTETS;
    }

    @Override
    public void send(DnsReplies replies, DnsQuery query, @Nullable SocketAddress client) {
        DnsWriter reply = replies.written();
        open().write(reply.bytes(), 0, reply.prefixed());
        reply.release();
    }

    @Override
    public void settled() {
        if (!feeding) {
            fed(open());
        }
    }

    /** Input was taken in, or there is room again: goes on with what is kept, waits for more, or closes. */
    private void fed(Connection open) {
        boolean wasStopped = messages.isStopped();
        feeding = true;
        while (messages.isStopped() && !abusive && hasRoom()) {
            messages.resume(this);
        }
        feeding = false;
        if (abusive) {
            inputEnded = true;
            messages.clear();
        }
        if (messages.isStopped() || inputEnded) {
            endPatience();
            open.reading(false);
        } else if (wasStopped) {
            open.reading(true);
        }
        countBuffers(open);
        if (!inputEnded && messages.hasPartial()) {
            awaitRest(open);
        }
        closeWhenDone(open);
    }

    /** A question's time begins with its first octet, so the last has to come within it. */
    private void awaitRest(Connection open) {
        if (patience == null) {
            patience = open.lane().schedule(Nanos.of(context.options().timeout()), () -> {
                patience = null;
                serving().counts().rejected();
                abusive = true;
                fed(open);
            });
        }
    }

    private void endPatience() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }

    private void closeWhenDone(Connection open) {
        if (inputEnded && !messages.isStopped() && serving().inFlight() == 0) {
            if (abusive) {
                open.shed();
            } else {
                open.close();
            }
        }
    }

    private DnsServing serving() {
        return Objects.requireNonNull(serving, "opened");
    }

    private Connection open() {
        return Objects.requireNonNull(connection, "opened");
    }
}
