package org.hedgerow.wire;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Failed;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datagrams between one lane and a DNS server: sent again while there is silence, and matched with the questions that
 * they reply to (RFC 5452, section 9.1). It learns what the server can do, for questions that follow.
 */
final class DnsDatagramAsking implements SourcePort.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(DnsFormat.class);
    private static final int BROKEN_CASES = 3;
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final DnsFormat format;
    private final ConnectingLane lane;
    private final SocketAddress server;
    private final UpstreamCounts counts;
    private final UnpredictableBits bits;
    private final QueryPath.Owner owner;
    private final SourcePorts ports;
    private final Retransmissions retransmissions;
    private final byte[] query = new byte[DnsQuestions.MAX_OCTETS];
    private int brokenCases;
    private boolean knowsEdns = true;
    private long ednsAgainAt;
    private long mixAgainAt;

    DnsDatagramAsking(
            DnsFormat format,
            ConnectingLane lane,
            SocketAddress server,
            UpstreamCounts counts,
            UnpredictableBits bits,
            QueryPath.Owner owner) {
        this.format = format;
        this.lane = lane;
        this.server = server;
        this.counts = counts;
        this.bits = bits;
        this.owner = owner;
        this.ports = new SourcePorts(lane, server, format.sourcePorts(server), bits, this);
        this.retransmissions = new Retransmissions(lane, format.retransmissionNanos(), this::sendAgain);
    }

    void send(DnsPending asked) {
        // What one of several machines behind an address cannot do, another may; and so may this one after a while.
        knowsEdns |= lane.now() - ednsAgainAt >= 0;
        if (brokenCases >= BROKEN_CASES && lane.now() - mixAgainAt >= 0) {
            brokenCases = BROKEN_CASES - 1;
        }
        send(asked, format.hasMixedCase() && brokenCases < BROKEN_CASES, knowsEdns);
    }

    private void send(DnsPending asked, boolean mixed, boolean edns) {
        SourcePort port = ports.next();
        int id = port.take(asked);
        for (int i = 0; id < 0 && i < ports.size(); i++) {
            port = ports.next(); // one that is full, or could not be opened, says nothing of the others
            id = port.take(asked);
        }
        if (id < 0) {
            owner.failed(asked, Failed.of(Failed.Reason.OVERLOADED, "too many queries are under way"));
            return;
        }
        if (mixed) {
            asked.spelledMixed(MixedCase.coins(bits, asked.question.name().wireOctets()));
        } else {
            asked.spelledPlain();
        }
        asked.setEdns(edns);
        asked.takes(port, id, lane.now());
        send(asked, port);
    }

    private void send(DnsPending asked, SourcePort port) {
        port.send(query, asked.write(format.payload(), query, 0));
        asked.sent(lane.now());
        counts.sent();
        retransmissions.sent(asked);
    }

    private void sendAgain(DnsPending silent) {
        if (silent.path() instanceof SourcePort port) {
            send(silent, port);
        }
    }

    /** Whoever joins a question that has been waiting for long does not wait for its next turn. */
    void sendAgainIfOld(DnsPending waiting) {
        if (!(waiting.path() instanceof SourcePort port)) {
            return;
        }
        if (lane.now() - waiting.takenAt() > LONG_NANOS) {
            waiting.giveUp(); // whoever keeps it silent has had the time to guess its id
            send(waiting);
        } else if (lane.now() - waiting.sentAt() > format.retransmissionNanos()) {
            waiting.beginAnew();
            send(waiting, port);
        }
    }

    @Override
    public void received(SourcePort port, byte[] message, int from, int to) {
        DnsPending asked = to - from < DnsHeader.OCTETS ? null : port.owner(DnsHeader.id(message, from));
        if (asked == null || !DnsHeader.isResponse(message, from)) {
            counts.dropped();
        } else if (!asked.isRepeated(message, from, to)) {
            counts.dropped();
            heed(asked, message, from, to);
        } else if (DnsHeader.isTruncated(message, from)) {
            counts.replied();
            learn(asked, true);
            owner.wantsStream(asked);
        } else if (DnsHeader.rcode(message, from) == Rcode.FORMERR && asked.hasEdns()) {
            counts.replied();
            withoutEdns(asked);
        } else {
            learn(asked, DnsHeader.rcode(message, from) != Rcode.FORMERR);
            counts.replied();
            owner.replied(asked, message, from, to);
        }
    }

    private void learn(DnsPending replied, boolean understood) {
        brokenCases = replied.isMixed() ? 0 : brokenCases;
        if (understood && !replied.hasEdns()) {
            knowsEdns = false;
            ednsAgainAt = lane.now() + AGAIN_NANOS;
        }
    }

    /**
     * What is no reply, and so decides nothing, may still show how the server is to be asked. A header alone, as some send
     * that fail or refuse, can be believed once it comes over a connection, which nobody else can write to.
     */
    private void heed(DnsPending asked, byte[] message, int from, int to) {
        if (DnsHeader.isBareFailure(message, from)) {
            asked.giveUp();
            if (DnsHeader.rcode(message, from) == Rcode.FORMERR && asked.hasEdns()) {
                withoutEdns(asked);
            } else {
                owner.wantsStream(asked);
            }
        } else if (asked.isMixed() && DnsQuestions.isRepeated(asked.question, message, from, to)) {
            if (++brokenCases == BROKEN_CASES) {
                mixAgainAt = lane.now() + AGAIN_NANOS;
                LOG.info("{} does not keep the case of names; it is asked without mixing it", Endpoint.text(server));
            }
            asked.giveUp();
            send(asked, false, asked.hasEdns());
        }
    }

    private void withoutEdns(DnsPending asked) {
        asked.leave();
        send(asked, asked.isMixed(), false);
    }

    /** It could not be opened, for the one who closes ports has answered everybody before. */
    @Override
    public void closed(SourcePort port, List<DnsPending> underWay, @Nullable IOException cause) {
        ports.forget(port);
        Failed failure = failure(cause, "the port is closed");
        for (DnsPending each : underWay) {
            each.lost();
            owner.failed(each, failure);
        }
    }

    /**
     * A hint: who can see what is sent can forge it. So it costs those under way no more than silence would, whose callers may
     * ask again.
     */
    @Override
    public void refused(List<DnsPending> underWay, IOException cause) {
        Failed failure = failure(cause, "port unreachable");
        for (DnsPending each : underWay) {
            if (!each.isDone()) { // one that failed before may have had its caller call this one off
                each.giveUp();
                owner.failed(each, failure);
            }
        }
    }

    private Failed failure(@Nullable IOException cause, String otherwise) {
        String why = cause == null || cause.getMessage() == null ? otherwise : cause.getMessage();
        Failed.Reason reason =
                cause instanceof ClosedTransportException ? Failed.Reason.CLOSED : Failed.Reason.UNREACHABLE;
        return Failed.of(reason, Endpoint.text(server) + ": " + why);
    }

    void close() {
        retransmissions.clear();
        ports.close();
    }
}
