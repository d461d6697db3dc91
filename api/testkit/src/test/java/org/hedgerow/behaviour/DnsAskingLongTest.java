package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import java.util.Arrays;
import org.hedgerow.DomainName;
import org.hedgerow.Elsewhere;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.RecordType;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.DnsFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What a DNS server is asked over time, by what it was found to be like before. */
class DnsAskingLongTest {
    private static final Duration NANO = Duration.ofNanos(1);

    private final DnsAsking asking = new DnsAsking();

    /** Once, such a server was never heard, if whoever asked used a capital. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotKeepTheCaseIsHeardWhateverTheAskersSpelling(boolean mixed) {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withMixedCase(mixed));
        RecordingCall call = each.ask("A-Name-Of-Many-Letters.edu");
        each.query().replyInLowerCase("1.1.1.1");
        if (mixed) {
            assertThat(call.isAnswered()).isFalse();
            each.query().replyInLowerCase("1.1.1.1");
        }
        assertThat(call.recorded()).isEqualTo(found("a-name-of-many-letters.edu", "1.1.1.1"));
        assertThat(each.sent()).isEmpty();
    }

    @Test
    void aServerThatDidNotKnowEdnsIsTriedAgainAfterAWhile() {
        asking.ask("a.edu");
        asking.query().reply(Rcode.FORMERR);
        asking.query().reply(Rcode.NXDOMAIN);
        asking.await(Duration.ofMinutes(5).minus(NANO));
        asking.ask("b.edu");
        assertThat(lastQuery().getOPT()).isNull();
        asking.await(NANO);
        asking.ask("c.edu");
        assertThat(lastQuery().getOPT()).isNotNull();
    }

    /** Once, callers that came again and again kept one id under way for ever, so that a forger had all the time. */
    @Test
    void aQuestionThatStaysSilentGetsAnotherId() {
        asking.ask("a.edu");
        DnsAsking.Sent first = asking.query();
        for (int i = 0; i < 5; i++) {
            asking.await(Duration.ofSeconds(1));
            asking.ask("a.edu");
            asking.sent().forEach(again -> assertThat(again.query()).isEqualTo(first.query()));
        }
        asking.await(NANO);
        RecordingCall late = asking.ask("a.edu");
        DnsAsking.Sent other = asking.query();
        assertThat(other.query()).isNotEqualTo(first.query());
        first.reply(Rcode.NOERROR, "a.edu 300 IN A 6.6.6.6");
        assertThat(late.isAnswered()).isFalse();
        other.reply(Rcode.NXDOMAIN);
        assertThat(late.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    @Test
    void aPortIsNotUsedForLong() {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withSourcePorts(1));
        each.ask("a.edu");
        DnsAsking.Sent first = each.query();
        first.reply(Rcode.NXDOMAIN);
        each.await(Duration.ofMinutes(1).minus(NANO));
        each.ask("b.edu");
        DnsAsking.Sent second = each.query();
        assertThat(second.port()).isSameAs(first.port());
        second.reply(Rcode.NXDOMAIN);
        each.await(NANO);
        each.ask("c.edu");
        assertThat(each.query().port()).isNotSameAs(first.port());
        assertThat(first.port().isClosed()).isTrue();
    }

    /** A header alone, as some servers send that refuse, may be forged: over a connection it may not. */
    @Test
    void aRefusalThatRepeatsNoQuestionIsBelievedOverAConnectionOnly() {
        RecordingCall call = asking.ask("a.edu");
        DnsAsking.Sent query = asking.query();
        query.port().receive(refusal(query.message()));
        assertThat(call.isAnswered()).isFalse();
        asking.connection().open();
        asking.connection()
                .receive(DnsMessages.prefixed(refusal(asking.streamed().get(0))));
        assertThat(call.recorded()).isEqualTo(Elsewhere.unknown());
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    /** Once, the pointers were kept as they came, which lead elsewhere in another message (RFC 3597, section 4). */
    @Test
    void namesInDataOfOldTypesAreExpanded() {
        RecordingCall call = asking.ask("x.edu", RecordType.of(14));
        DnsAsking.Sent query = asking.query();
        byte[] question = Arrays.copyOf(query.query(), 12 + 7 + 4);
        byte[] record = {(byte) 0xC0, 12, 0, 14, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 0xC0, 12, (byte) 0xC0, 14};
        byte[] reply = Arrays.copyOf(question, question.length + record.length);
        System.arraycopy(record, 0, reply, question.length, record.length);
        reply[2] = (byte) 0x81;
        reply[3] = 0;
        reply[7] = 1;
        reply[11] = 0;
        query.port().receive(reply);
        assertThat(((Found) call.recorded()).first().data()).hasToString("\\# 12 01780365647500" + "0365647500");
        assertThat(((Found) call.recorded()).first().name()).isEqualTo(DomainName.of("x.edu"));
    }

    private Message lastQuery() {
        return asking.query().message();
    }

    private static byte[] refusal(Message query) {
        byte[] header = new byte[12];
        header[0] = (byte) (query.getHeader().getID() >> 8);
        header[1] = (byte) query.getHeader().getID();
        header[2] = (byte) 0x80;
        header[3] = Rcode.REFUSED;
        return header;
    }
}
