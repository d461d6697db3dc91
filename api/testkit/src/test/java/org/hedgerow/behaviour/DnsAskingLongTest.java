package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import java.util.HexFormat;
import org.hedgerow.Elsewhere;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        DnsAsking plain = new DnsAsking(DnsFormat.standard().withMixedCase(false));
        plain.ask("a.edu");
        DnsAsking.Sent first = plain.query();
        for (int i = 0; i < 5; i++) {
            plain.await(Duration.ofSeconds(1));
            plain.ask("a.edu");
            plain.sent().forEach(again -> assertThat(again.query()).isEqualTo(first.query()));
        }
        plain.await(NANO);
        RecordingCall late = plain.ask("a.edu");
        DnsAsking.Sent other = plain.query();
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

    /** Once, it was found out again with each reply, and so never forgotten by whoever asked often. */
    @Test
    void aBusyServerThatDidNotKnowEdnsIsTriedAgainToo() {
        asking.ask("a.edu");
        asking.query().reply(Rcode.FORMERR);
        asking.query().reply(Rcode.NXDOMAIN);
        for (int minute = 1; minute < 5; minute++) {
            asking.await(Duration.ofMinutes(1));
            asking.ask("b.edu");
            DnsAsking.Sent plain = asking.query();
            assertThat(plain.message().getOPT()).isNull();
            plain.reply(Rcode.NXDOMAIN);
        }
        asking.await(Duration.ofMinutes(1));
        asking.ask("c.edu");
        assertThat(lastQuery().getOPT()).isNotNull();
    }

    /** Some servers drop what they would have to repeat in mixed case. Once, nobody heard from them. */
    @Test
    void aServerThatIsSilentInMixedCaseIsAskedInPlainCase() {
        for (int i = 0; i < 3; i++) {
            String name = "a-name-of-many-letters" + i + ".edu";
            RecordingCall call = asking.ask(name);
            asking.await(Duration.ofMillis(500)); // sent at 0 and 500
            for (DnsAsking.Sent mixed : asking.sent()) {
                assertThat(mixed.message().getQuestion().getName()).doesNotHaveToString(name + ".");
            }
            asking.await(Duration.ofSeconds(1));
            DnsAsking.Sent plain = asking.query();
            assertThat(plain.message().getQuestion().getName()).hasToString(name + ".");
            plain.reply(Rcode.NOERROR, name + " 300 IN A 1.1.1.1");
            assertThat(call.recorded()).isEqualTo(found(name, "1.1.1.1"));
        }
        asking.ask("a-name-of-many-letters.edu");
        assertThat(lastQuery().getQuestion().getName()).hasToString("a-name-of-many-letters.edu.");
    }

    @Test
    void aServerThatIsOnlySlowIsAskedInMixedCaseStill() {
        for (int i = 0; i < 3; i++) {
            String name = "a-name-of-many-letters" + i + ".edu";
            RecordingCall call = asking.ask(name);
            DnsAsking.Sent mixed = asking.query();
            asking.await(Duration.ofSeconds(2));
            asking.sent();
            String spelled = mixed.message().getQuestion().getName().toString();
            mixed.reply(Rcode.NOERROR, spelled + " 300 IN A 1.1.1.1");
            assertThat(call.recorded()).isEqualTo(found(name, "1.1.1.1"));
        }
        asking.ask("a-name-of-many-letters.edu");
        assertThat(lastQuery().getQuestion().getName()).doesNotHaveToString("a-name-of-many-letters.edu.");
    }

    /** Once, the pointers were kept as they came, which lead elsewhere in another message (RFC 3597, section 4). */
    @ParameterizedTest
    @CsvSource({
        "14, c00cc00e, 0178036564750003" + "65647500", // MINFO
        "18, 0001c00c, 00010178" + "0365647500", // AFSDB
        "24, 000101020000003c000000000000000000" + "01c00c7369676e, 000101020000003c000000000000000000"
                + "010178036564750073" + "69676e", // SIG
        "26, 000ac00cc00e, 000a01780365647500" + "0365647500", // PX
        "30, c00c40, 0178036564750040", // NXT
        "35, 00010002017503736970" + "00c00c, 0001000201750373697000" + "0178036564750" + "0", // NAPTR
        "36, 000ac00c, 000a0178" + "0365647500", // KX
        "39, c00c, 0178" + "0365647500" // DNAME
    })
    void namesInDataAreExpanded(int type, String data, String expanded) {
        RecordingCall call = asking.ask("x.edu", RecordType.of(type));
        DnsAsking.Sent query = asking.query();
        byte[] octets = HexFormat.of().parseHex(data);
        byte[] head = {(byte) 0xC0, 12, 0, (byte) type, 0, 1, 0, 0, 0, 60, 0, (byte) octets.length};
        query.port().receive(DnsMessages.withRecord(query.query(), head, octets));
        RecordData read = ((Found) call.recorded()).first().data();
        assertThat(HexFormat.of().formatHex(read.wire().toBytes())).isEqualTo(expanded);
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
