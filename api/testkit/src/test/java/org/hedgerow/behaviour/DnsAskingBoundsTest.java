package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.testkit.ScriptedPort;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What there is a limited number of when a DNS server is asked: ids and ports. */
class DnsAskingBoundsTest {
    private static final int IDS = 1 << 15; // of a port or a connection
    private static final int USES = 1024; // of a port
    private static final UpstreamOptions MANY = UpstreamOptions.defaults().withMaxPending(4 * IDS);

    private final DnsAsking asking = new DnsAsking(DnsFormat.standard().withSourcePorts(1), MANY);

    /** Once, after so many questions one upstream refused all, and no test saw it. */
    @Test
    void aConnectionServesMoreQuestionsThanThereAreIds() {
        DnsAsking streams = new DnsAsking(DnsFormat.standard().streamOnly());
        streams.ask("first.edu");
        streams.connection().open();
        byte[] query = sent(streams);
        byte[] reply = DnsMessages.reply(DnsMessages.parse(query).toWire(), Rcode.NXDOMAIN)
                .toWire();
        for (int i = 0; i <= IDS; i++) {
            reply[0] = query[0];
            reply[1] = query[1];
            streams.connection().receive(DnsMessages.prefixed(reply));
            RecordingCall call = streams.ask("first.edu");
            assertThat(call.isAnswered()).isFalse();
            query = sent(streams);
        }
    }

    /** The query that has been sent, without its length. */
    private static byte[] sent(DnsAsking streams) {
        byte[] prefixed = streams.connection().sentBytes();
        streams.connection().takeSent();
        byte[] query = new byte[prefixed.length - 2];
        System.arraycopy(prefixed, 2, query, 0, query.length);
        return query;
    }

    @Test
    void aConnectionWithoutAFreeIdIsOverloadedUntilAReplyComes() {
        DnsAsking streams = new DnsAsking(DnsFormat.standard().streamOnly(), MANY);
        streams.ask("first.edu");
        streams.connection().open();
        Message first = streams.streamed().get(0);
        streams.connection().takeSent();
        for (int i = 1; i < IDS; i++) {
            streams.ask("n" + i + ".edu");
        }
        assertThat(DnsAsking.reason(streams.ask("more.edu"))).isEqualTo(Failed.Reason.OVERLOADED);
        assertThat(streams.totals.snapshot().pending()).isEqualTo(IDS);
        streams.streamReply(first, Rcode.NXDOMAIN);
        assertThat(streams.ask("another.edu").isAnswered()).isFalse();
    }

    /** The first port is worn soon, and its successor when as many wait for replies there; both fill up then. */
    @Test
    void portsWithoutAFreeIdAreOverloadedUntilAReplyComes() {
        asking.ask("first.edu");
        DnsAsking.Sent first = asking.query();
        for (int i = 1; i < USES + IDS; i++) {
            asking.ask("n" + i + ".edu");
        }
        assertThat(DnsAsking.reason(asking.ask("more.edu"))).isEqualTo(Failed.Reason.OVERLOADED);
        assertThat(asking.lane.ports()).hasSize(2);
        assertThat(asking.totals.snapshot().pending()).isEqualTo(USES + IDS);
        first.reply(Rcode.NXDOMAIN);
        for (DnsAsking.Sent each : asking.sent()) {
            if (each.port() == first.port()) {
                each.reply(Rcode.NXDOMAIN);
            }
        }
        assertThat(first.port().isClosed()).isTrue();
        assertThat(asking.ask("another.edu").isAnswered()).isFalse();
        assertThat(asking.lane.ports()).hasSize(3);
    }

    /** Of two ports one that is full says nothing of the other: a query that falls on it three times finds none, one in eight. */
    @Test
    void whereOnePortIsFullAnotherIsTaken() {
        DnsAsking two = new DnsAsking(DnsFormat.standard().withSourcePorts(2), MANY);
        int asked = 0;
        while (two.lane.ports().size() < 4) {
            two.ask("n" + asked++ + ".edu");
        }
        two.sent(); // as many again still wait for replies, so no port is replaced any more
        two.ask("full.edu");
        ScriptedPort full = two.query().port();
        for (int i = 0; i < 3 * IDS; i++) {
            two.ask("n" + asked++ + ".edu");
            for (DnsAsking.Sent each : two.sent()) {
                if (each.port() != full) {
                    each.reply(Rcode.NXDOMAIN);
                }
            }
        }
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            RecordingCall call = two.ask("n" + asked++ + ".edu");
            if (call.isAnswered()) {
                assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.OVERLOADED);
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 60); // 25, give or take 5; if the other were not tried, 100
    }

    /** That whoever cannot see them has to guess them is the defence against forgery (RFC 5452). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void portsAreReplacedHoweverManyThereAre(int ports) {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withSourcePorts(ports));
        for (int i = 0; i < 2 * ports * USES; i++) {
            each.ask("n" + i + ".edu");
            each.query().reply(Rcode.NXDOMAIN);
        }
        assertThat(each.lane.ports()).hasSizeGreaterThan(ports);
        assertThat(each.lane.ports().stream().filter(port -> !port.isClosed()).count())
                .isLessThanOrEqualTo(ports);
    }

    /** However its last question ends, and whenever: a port that is used for nothing new is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"answered", "called off", "without EDNS"})
    void aPortThatIsRetiredIsClosedWithItsLastQuestion(String ending) {
        RecordingCall last = asking.ask("last.edu");
        DnsAsking.Sent query = asking.query();
        asking.await(Duration.ofMinutes(1));
        asking.sent();
        asking.ask("next.edu");
        assertThat(query.port().isClosed()).isFalse();
        switch (ending) {
            case "answered" -> query.reply(Rcode.NXDOMAIN);
            case "called off" -> asking.lane.run(last::cancel);
            default -> query.reply(Rcode.FORMERR);
        }
        assertThat(query.port().isClosed()).isTrue();
        asking.ask("another.edu");
        assertThat(asking.lane.ports()).hasSize(2);
    }

    @Test
    void aQuestionThatIsAskedWithoutEdnsIsNotAnsweredByWhatCarriesItsFirstId() {
        RecordingCall call = asking.ask("a.edu");
        DnsAsking.Sent first = asking.query();
        first.reply(Rcode.FORMERR);
        DnsAsking.Sent plain = asking.query();
        first.reply(Rcode.NOERROR, "a.edu 300 IN A 6.6.6.6");
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
        plain.reply(Rcode.NXDOMAIN);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    @Test
    void aServerThatCutsShortWhatItWasAskedWithoutEdnsIsAskedWithoutItFromThenOn() {
        asking.ask("a.edu");
        asking.query().reply(Rcode.FORMERR);
        DnsAsking.Sent plain = asking.query();
        Message reply = DnsMessages.reply(plain.query(), Rcode.NOERROR);
        reply.getHeader().setFlag(Flags.TC);
        plain.reply(reply);
        asking.ask("b.edu");
        assertThat(asking.query().message().getOPT()).isNull();
    }

    /** What one of several machines behind an address cannot do, another may. */
    @Test
    void aServerThatDidNotKeepTheCaseIsTriedAgainAfterAWhile() {
        for (int i = 0; i < 3; i++) {
            asking.ask("a-name-of-many-letters" + i + ".edu");
            asking.query().replyInLowerCase("1.1.1.1");
            asking.query().replyInLowerCase("1.1.1.1");
        }
        asking.await(Duration.ofMinutes(5).minusNanos(1));
        assertThat(spelled("another-name-of-many-letters.edu")).isEqualTo("another-name-of-many-letters.edu.");
        asking.await(Duration.ofNanos(1));
        assertThat(spelled("yet-another-name-of-many-letters.edu"))
                .isNotEqualTo("yet-another-name-of-many-letters.edu.")
                .isEqualToIgnoringCase("yet-another-name-of-many-letters.edu.");
    }

    private String spelled(String name) {
        asking.ask(name);
        return asking.query().message().getQuestion().getName().toString();
    }
}
