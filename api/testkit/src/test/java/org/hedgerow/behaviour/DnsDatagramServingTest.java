package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.DnsMessages.extendedError;
import static org.hedgerow.behaviour.DnsMessages.query;
import static org.hedgerow.behaviour.DnsMessages.texts;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.Elsewhere;
import org.hedgerow.ExtendedError;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.RateLimit;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What a server replies to questions that come as datagrams, and how much of it. */
class DnsDatagramServingTest {
    private static final ResourceRecord SOA = new ResourceRecord(
            DomainName.of("edu"),
            RecordType.SOA,
            60,
            new RecordData.Soa(DomainName.of("ns.edu"), DomainName.of("host.edu"), 1, 2, 3, 4, 60));
    private final DnsDatagramClient client = new DnsDatagramClient();

    @Test
    void aQuestionIsResolvedAndRepliedTo() {
        client.send(query(4711, "wWw.a.edu", Type.A));
        assertThat(client.resolver.asked()).containsExactly("wWw.a.edu");
        assertThat(client.replies()).isEmpty();
        client.resolver.answer(0, found("www.A.edu", "1.2.3.4"));
        assertThat(client.port.recipients()).containsExactly(DnsDatagramClient.HOST);
        Message reply = client.reply();
        assertThat(reply.getHeader().getID()).isEqualTo(4711);
        assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(reply.getQuestion().getName()).hasToString("wWw.a.edu.");
        assertThat(texts(reply, Section.ANSWER)).containsExactly("www.A.edu. 300 IN A 1.2.3.4");
        assertThat(reply.getOPT()).isNull();
        assertThat(flags(reply)).isEqualTo("qr rd ra");
        assertThat(client.totals.snapshot().found()).isEqualTo(1);
        assertThat(client.lane.timers()).isLessThanOrEqualTo(1);
    }

    @Test
    void aServerOfATableOfItsOwnIsAnAuthority() {
        DnsDatagramClient each = new DnsDatagramClient(DnsFormat.standard().authoritative(), ServingOptions.defaults());
        for (int i = 0; i < 3; i++) {
            each.send(query(i, "a.edu", Type.A));
        }
        each.resolver.answer(0, found("a.edu", "1.2.3.4"));
        each.resolver.answer(1, NotFound.NAME);
        each.resolver.answer(2, failed(Failed.Reason.REFUSED));
        List<Message> replies = each.replies();
        assertThat(flags(replies.get(0))).isEqualTo("qr aa rd");
        assertThat(flags(replies.get(1))).isEqualTo("qr aa rd");
        assertThat(flags(replies.get(2))).isEqualTo("qr rd");
    }

    @Test
    void repliesLeaveAsTheyAreKnown() {
        client.send(query(1, "a.edu", Type.A));
        client.send(query(2, "b.edu", Type.A));
        client.resolver.answer(1, found("b.edu", "2.2.2.2"));
        assertThat(client.reply().getHeader().getID()).isEqualTo(2);
        client.resolver.answer(0, found("a.edu", "1.1.1.1"));
        assertThat(client.reply().getHeader().getID()).isEqualTo(1);
    }

    @Test
    void whatDoesNotExistIsToldApartAndCarriesTheSoa() {
        client.send(query(1, "a.edu", Type.A, 1232));
        client.send(query(2, "a.edu", Type.A, 1232));
        ResourceRecord alias = ResourceRecord.of(
                DomainName.of("a.edu"), RecordType.CNAME, new RecordData.Host(DomainName.of("b.edu")));
        client.resolver.answer(0, NotFound.NAME.withAliases(List.of(alias)).withAuthority(List.of(SOA)));
        client.resolver.answer(1, NotFound.TYPE.withAuthority(List.of(SOA)));
        List<Message> replies = client.replies();
        assertThat(replies).extracting(Message::getRcode).containsExactly(Rcode.NXDOMAIN, Rcode.NOERROR);
        assertThat(texts(replies.get(0), Section.ANSWER)).containsExactly("a.edu. 300 IN CNAME b.edu.");
        for (Message reply : replies) {
            assertThat(texts(reply, Section.AUTHORITY)).containsExactly("edu. 60 IN SOA ns.edu. host.edu. 1 2 3 4 60");
            assertThat(extendedError(reply)).isNegative();
        }
    }

    @Test
    void aNameThatNobodyHereIsResponsibleForIsRefusedAsNotAuthoritative() {
        client.send(query(1, "a.edu", Type.A, 1232));
        client.resolver.answer(0, Elsewhere.unknown());
        Message reply = client.reply();
        assertThat(flags(reply)).isEqualTo("qr rd ra");
        assertThat(reply.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(extendedError(reply)).isEqualTo(ExtendedErrorCodeOption.NOT_AUTHORITATIVE);
    }

    /** So that no alias is followed for who does not want others to be asked. */
    @Test
    void whetherRecursionIsDesiredIsPassedOn() {
        client.send(query(1, "a.edu", Type.A));
        Message alone = query(2, "a.edu", Type.A);
        alone.getHeader().unsetFlag(Flags.RD);
        client.send(alone);
        assertThat(client.resolver.questions())
                .extracting(Question::isRecursionDesired)
                .containsExactly(true, false);
    }

    @Test
    void theExtendedErrorOfAnAnswerIsPassedOn() {
        client.send(query(1, "a.edu", Type.A, 1232));
        client.resolver.answer(
                0, failed(Failed.Reason.REFUSED).withExtendedError(ExtendedError.of(15, "by the list of ads")));
        Message reply = client.reply();
        ExtendedErrorCodeOption option = (ExtendedErrorCodeOption)
                reply.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).get(0);
        assertThat(option.getErrorCode()).isEqualTo(15);
        assertThat(option.getText()).isEqualTo("by the list of ads");
    }

    @Test
    void questionsPastTheLimitFailAtOnceAndCostNothing() {
        DnsDatagramClient each = new DnsDatagramClient(
                DnsFormat.standard(), ServingOptions.defaults().withMaxDatagrams(2));
        for (int i = 0; i < 5; i++) {
            each.send(query(i, "name" + i + ".edu", Type.A, 1232));
        }
        assertThat(each.resolver.asked()).containsExactly("name0.edu", "name1.edu");
        assertThat(each.replies())
                .extracting(Message::getRcode)
                .containsExactly(Rcode.SERVFAIL, Rcode.SERVFAIL, Rcode.SERVFAIL);
        assertThat(each.totals.snapshot().overloaded()).isEqualTo(3);
        each.resolver.answer(0, NotFound.NAME);
        each.send(query(6, "name6.edu", Type.A));
        assertThat(each.resolver.asked()).hasSize(3);
        each.lane.advance(DnsDatagramClient.TIMEOUT);
        each.send(query(7, "name7.edu", Type.A));
        assertThat(each.resolver.asked()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"0, 512", "100, 512", "512, 512", "700, 700", "1232, 1232", "4096, 1232", "65535, 1232"})
    void aReplyThatDoesNotFitSaysSo(int payload, int limit) {
        for (int octets = limit - 60; octets < limit + 20; octets += 1) {
            client.send(payload == 0 ? query(1, "t.edu", Type.TXT) : query(1, "t.edu", Type.TXT, payload));
            client.resolver.answer(client.resolver.questions().size() - 1, text("t.edu", octets));
            byte[] bytes = client.port.takeSent().get(0);
            Message reply = DnsMessages.parse(bytes);
            // Header, question, the record's owner and its fixed part, the strings with their lengths, and OPT.
            int length = 12 + 11 + 17 + octets + (octets + 254) / 255 + (payload == 0 ? 0 : 11);
            boolean fits = length <= limit;
            assertThat(reply.getHeader().getFlag(Flags.TC))
                    .as(octets + " octets")
                    .isEqualTo(!fits);
            assertThat(bytes.length).isEqualTo(fits ? length : 12 + 11 + (payload == 0 ? 0 : 11));
            assertThat(reply.getSection(Section.ANSWER)).hasSize(fits ? 1 : 0);
        }
    }

    @Test
    void anyIsAnsweredByWhatTheNameItselfHas() {
        DomainName name = DomainName.of("a.edu");
        ResourceRecord alias = ResourceRecord.of(name, RecordType.CNAME, new RecordData.Host(DomainName.of("b.edu")));
        client.send(query(1, "a.edu", Type.ANY));
        client.resolver.answer(
                0, Found.of(List.of(alias, found("b.edu", "1.1.1.1").first())));
        assertThat(texts(client.reply(), Section.ANSWER)).containsExactly("a.edu. 300 IN CNAME b.edu.");
    }

    @Test
    void whoFloodsOthersWithOurRepliesIsLimited() {
        DnsDatagramClient each = new DnsDatagramClient(
                DnsFormat.standard().withRateLimit(new RateLimit(10, 3, false)), ServingOptions.defaults());
        SocketAddress victim = DnsDatagramClient.client("192.0.2.1");
        SocketAddress neighbour = DnsDatagramClient.client("192.0.2.200");
        SocketAddress other = DnsDatagramClient.client("192.0.3.1");
        for (int i = 0; i < 19; i++) {
            ask(each, i % 2 == 0 ? victim : neighbour);
        }
        List<Message> replies = each.replies();
        // Ten as they are, and of the nine that were too many every third without its records.
        assertThat(replies).hasSize(13);
        assertThat(replies.subList(0, 10))
                .allMatch(reply -> !reply.getSection(Section.ANSWER).isEmpty());
        assertThat(replies.subList(10, 13))
                .allMatch(reply -> reply.getHeader().getFlag(Flags.TC))
                .allMatch(reply -> reply.getSection(Section.ANSWER).isEmpty());
        assertThat(each.totals.snapshot().limited()).isEqualTo(9);
        ask(each, other);
        assertThat(each.reply().getHeader().getFlag(Flags.TC)).isFalse();
        for (int i = 0; i < 30; i++) {
            ask(each, DnsDatagramClient.HOST);
        }
        assertThat(each.replies())
                .hasSize(30)
                .noneMatch(reply -> reply.getHeader().getFlag(Flags.TC));
        each.lane.advance(Duration.ofMillis(200));
        each.port.takeSent();
        for (int i = 0; i < 3; i++) {
            ask(each, victim);
        }
        assertThat(each.replies()).hasSize(2);
    }

    @Test
    void noLimitIsNone() {
        DnsDatagramClient each =
                new DnsDatagramClient(DnsFormat.standard().withRateLimit(null), ServingOptions.defaults());
        for (int i = 0; i < 3000; i++) {
            ask(each, DnsDatagramClient.client("192.0.2.1"));
        }
        assertThat(each.replies()).hasSize(3000);
    }

    @Test
    void aPortThatIsDrainedAnswersWhatIsInFlightAndCloses() {
        client.send(query(1, "a.edu", Type.A));
        client.port.end();
        assertThat(client.port.isClosed()).isFalse();
        client.resolver.answer(0, found("a.edu", "1.1.1.1"));
        assertThat(client.reply().getHeader().getID()).isEqualTo(1);
        assertThat(client.port.isClosed()).isTrue();
        DnsDatagramClient idle = new DnsDatagramClient();
        idle.port.end();
        assertThat(idle.port.isClosed()).isTrue();
    }

    @Test
    void aPortThatIsGoneLetsGoOfItsQuestions() {
        client.send(query(1, "a.edu", Type.A));
        client.send(query(2, "b.edu", Type.A));
        client.port.fail(new IOException("on purpose"));
        assertThat(client.resolver.released()).isEqualTo(2);
        assertThat(client.lane.timers()).isZero();
        client.resolver.answer(0, found("a.edu", "1.1.1.1"));
        assertThat(client.port.failures()).isEmpty();
    }

    private static void ask(DnsDatagramClient client, SocketAddress from) {
        client.send(query(1, "a.edu", Type.A).toWire(), from);
        client.resolver.answer(client.resolver.questions().size() - 1, found("a.edu", "1.2.3.4"));
    }

    private static Found text(String name, int octets) {
        String all = "x".repeat(octets);
        List<Octets> strings = new ArrayList<>();
        for (int i = 0; i < octets; i += 255) {
            strings.add(Octets.of(all.substring(i, Math.min(octets, i + 255))));
        }
        return Found.of(Collections.singletonList(
                ResourceRecord.of(DomainName.of(name), RecordType.TXT, new RecordData.Txt(strings))));
    }

    private static String flags(Message message) {
        return IntStream.range(0, 12)
                .filter(flag -> (flag == 0 || flag > 4) && message.getHeader().getFlag(flag))
                .mapToObj(Flags::string)
                .collect(Collectors.joining(" "));
    }
}
