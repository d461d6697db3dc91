package org.hedgerow.dns;

import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.Connection;
import org.hedgerow.wire.HeldMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.shared.StreamPump;
import org.jspecify.annotations.Nullable;

/**
 * The serving side of the DNS protocol on one connection (RFC 7766): queries are worked on at once, replies leave as they
 * are known. A client that takes longer to send a query than a question may take is cut off, and so is one that sends what is
 * no query.
 */
final class DnsStreamServing implements StreamPump.Served, DnsServing.Sender<Connection>, PrefixedMessages.Messages {
    private final Connection connection;
    private final StreamPump pump;
    private final DnsServing<Connection> serving;
    private final long patienceNanos;
    private final PrefixedMessages messages = new PrefixedMessages();
    private @Nullable Cancellable patience;

    DnsStreamServing(DnsFormat format, ServingContext context, Connection connection, StreamPump pump) {
        this.connection = connection;
        this.pump = pump;
        this.serving = new DnsServing<>(format, context, connection.lane(), this);
        this.patienceNanos = Nanos.of(context.options().timeout());
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        messages.feed(bytes, from, to, this);
    }

    @Override
    public void resume() {
        messages.resume(this);
    }

    @Override
    public boolean message(byte[] bytes, int from, int to) {
        if (!serving.take(bytes, from, to, connection, false)) {
            pump.giveUp(); // because what follows is not worth more
            return false;
        }
        endPatience(); // with this message, whoever is next begins anew
        return pump.hasRoom();
    }

    @Override
    public StreamPump.Input input() {
        return messages;
    }

    @Override
    public int inFlight() {
        return serving.inFlight();
    }

    @Override
    public HeldMemory memory() {
        return serving.memory();
    }

    /** A question's time begins with its first byte, so the last has to come within it. */
    @Override
    public void awaitRest(boolean begun) {
        if (!begun) {
            endPatience();
        } else if (patience == null) {
            patience = connection.lane().schedule(patienceNanos, () -> {
                patience = null;
                serving.counts().rejected();
                pump.giveUp();
            });
        }
    }

    private void endPatience() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }

    @Override
    public void closed() {
        endPatience();
        serving.cancelAll();
    }

    @Override
    public int limit(DnsQuery query) {
        return DnsWriter.MAX_OCTETS;
    }

    @Override
    public void send(DnsReplies replies, DnsQuery query, Connection client) {
        DnsWriter reply = replies.written();
        try {
            client.write(reply.bytes(), 0, reply.prefixed());
            reply.release();
        } catch (Throwable e) {
            pump.cut(e);
        }
    }

    @Override
    public void settled() {
        pump.settled();
    }
}
