package org.hedgerow.dns;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hedgerow.Failed;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.UpstreamCounts;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams between one lane and a DNS server: sent again while there is silence, and matched with the questions that
 * they reply to (RFC 5452, section 9.1).
 */
final class DatagramExchange implements Exchange, SourcePort.Owner {
    /** How often a query is sent in mixed case before its silence is put down to that. */
    private static final int MIXED_SENDINGS = 2;

    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final DnsFormat format;
    private final Lane lane;
    private final Endpoint server;
    private final UpstreamCounts counts;
    private final UnpredictableBits bits;
    private final ServerSkills skills;
    private final Owner owner;
    private final Consumer<DnsPending> fallBack;
    private final SourcePorts ports;
    private final Retransmissions retransmissions;
    private final byte[] query = new byte[DnsQuestions.MAX_OCTETS];

    /**
     * Opens no port yet.
     *
     * @param fallBack takes the questions whose replies a connection has to bring
     */
    DatagramExchange(ExchangeContext context, Owner owner, Consumer<DnsPending> fallBack) {
        this.format = context.format();
        this.lane = context.lane();
        this.server = context.asking().server();
        this.counts = context.counts();
        this.bits = context.bits();
        this.skills = context.skills();
        this.owner = owner;
        this.fallBack = fallBack;
        this.ports = new SourcePorts(context.asking(), format.sourcePorts(server.address()), bits, this);
        this.retransmissions = new Retransmissions(lane, format.retransmissionNanos(), this::sendAgain);
    }

    @Override
    public void send(DnsPending asked) {
        send(asked, format.hasMixedCase() && skills.keepsCase(lane.now()));
    }

    @Override
    public void resend(DnsPending asked) {
        asked.leave();
        send(asked, asked.isMixed());
    }

    private void send(DnsPending asked, boolean mixed) {
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
            if (silent.isMixed() && silent.sendings() == MIXED_SENDINGS) {
                silent.spelledPlainForSilence(); // some drop what they would have to repeat as it is
            }
            send(silent, port);
        }
    }

    /** Whoever joins a question that has been waiting for long does not wait for its next turn. */
    @Override
    public void joined(DnsPending waiting) {
        if (!(waiting.path() instanceof SourcePort port)) {
            return;
        }
        if (lane.now() - waiting.takenAt() > LONG_NANOS) {
            waiting.giveUp(); // whoever keeps it silent has had the time to guess its id
            waiting.setEdns(skills.hasEdns(lane.now()));
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
            return;
        }
        if (!asked.isRepeated(message, from, to)) {
            counts.dropped();
            heed(asked, message, from, to);
            return;
        }
        counts.replied();
        heedCase(asked, message, from);
        if (DnsHeader.isTruncated(message, from)) {
            if (!asked.hasEdns()) {
                skills.repliedWithoutEdns(lane.now());
            }
            fallBack.accept(asked);
        } else {
            owner.replied(asked, message, from, to);
        }
    }

    private void heedCase(DnsPending replied, byte[] message, int from) {
        if (replied.isMixed() || (replied.isPlainForSilence() && replied.isMixedIn(message, from))) {
            skills.keptCase();
        } else if (replied.isPlainForSilence()) {
            skills.brokeCase(lane.now());
        }
    }

    /**
     * What is no reply, and so decides nothing, may still show how the server is to be asked. A header alone, as some send
     * that fail or refuse, can be believed once it comes over a connection, which nobody else can write to.
     */
    private void heed(DnsPending asked, byte[] message, int from, int to) {
        if (DnsHeader.isBareFailure(message, from)) {
            asked.giveUp();
            if (asked.hasEdns() && DnsAnswers.refusesEdns(DnsHeader.rcode(message, from))) {
                asked.setEdns(false);
                send(asked, asked.isMixed());
            } else {
                fallBack.accept(asked);
            }
        } else if (asked.isMixed() && DnsQuestions.isRepeated(asked.question, message, from, to)) {
            skills.brokeCase(lane.now());
            asked.giveUp();
            send(asked, false);
        }
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
        return Failed.of(reason, server + ": " + why);
    }

    @Override
    public void close() {
        retransmissions.clear();
        ports.close();
    }
}
