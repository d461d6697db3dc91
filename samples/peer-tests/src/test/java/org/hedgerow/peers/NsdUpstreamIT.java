package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.table.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of NSD, and what its replies are taken for. */
class NsdUpstreamIT extends PeerFixture {
    private static final int PIPELINED = 5000;
    private static final Zone ZONE = Zones.princeton();
    // However slow the machine is, nothing is sent twice.
    private static final DnsFormat PATIENT = DnsFormat.standard().withRetransmission(LIMIT);

    private RemoteResolver resolver;

    private void start(String transport, DnsFormat format) throws Exception {
        Peer nsd = closeLater(Nsd.start(directory.resolve("nsd"), ZONE));
        resolver = remote(transport(transport), format, nsd.address());
    }

    private Answer ask(String name, RecordType type) throws InterruptedException {
        return resolver.lookupAndWait(Question.of(DomainName.of(name), type), LIMIT);
    }

    private static List<ResourceRecord> records(Answer answer) {
        assertThat(answer).isInstanceOf(Found.class);
        return ((Found) answer).records();
    }

    /** The records that the zone has. */
    private static List<ResourceRecord> zone(String name, RecordType type) {
        return ZONE.records().stream()
                .filter(each ->
                        each.name().equals(DomainName.of(name)) && each.type().equals(type))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void eachKindOfAnswer(String transport) throws Exception {
        start(transport, PATIENT);
        for (String each : List.of("www A", "www AAAA", "mail MX", "opaque TYPE65280", "middle TXT", "a.b A")) {
            String name = each.split(" ")[0] + ".princeton.edu";
            RecordType type = RecordType.of(each.split(" ")[1]);
            assertThat(records(ask(name, type))).as(each).isEqualTo(zone(name, type));
        }
        assertThat(records(ask("alias.princeton.edu", RecordType.A)))
                .extracting(Object::toString)
                .containsExactly("alias.princeton.edu www.princeton.edu CNAME IN", "www.princeton.edu 128.1.1.4 A IN");
        assertThat(records(ask("away.princeton.edu", RecordType.A)))
                .extracting(Object::toString)
                .containsExactly("away.princeton.edu www.example.net CNAME IN");
        assertThat(ask("elsewhere.example", RecordType.A)).isInstanceOf(Elsewhere.class);
        assertThat(resolver.totals().connects()).isZero();
        assertThat(resolver.totals().dropped()).isZero();
        assertThat(resolver.totals().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatDoesNotExist(String transport) throws Exception {
        start(transport, DnsFormat.standard());
        NotFound noName = (NotFound) ask("nowhere.princeton.edu", RecordType.A);
        NotFound noType = (NotFound) ask("www.princeton.edu", RecordType.TXT);
        NotFound nothing = (NotFound) ask("b.princeton.edu", RecordType.A);
        assertThat(noName.kind()).isEqualTo(NotFound.Kind.NO_SUCH_NAME);
        assertThat(noType.kind()).isEqualTo(NotFound.Kind.NO_SUCH_TYPE);
        assertThat(nothing.kind()).isEqualTo(NotFound.Kind.NO_SUCH_TYPE);
        for (NotFound each : List.of(noName, noType, nothing)) {
            assertThat(each.soa().name()).isEqualTo(DomainName.of("princeton.edu"));
            assertThat(each.soa().ttl()).isEqualTo(Zone.MINIMUM);
            assertThat(each.soa().data())
                    .isEqualTo(zone("princeton.edu", RecordType.SOA).get(0).data());
        }
    }

    /** The same questions to a table of the same zone. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aTableOfTheSameZoneSaysTheSame(String transport) throws Exception {
        start(transport, DnsFormat.standard());
        Table table = ZONE.table();
        for (ResourceRecord each : ZONE.records()) {
            Question question = Question.of(each.name(), each.type());
            Found found = (Found) resolver.lookupAndWait(question, LIMIT);
            assertThat(found.records()).hasSameElementsAs(((Found) table.find(question)).records());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anAnswerThatIsTooLongForADatagramComesOverAStream(String transport) throws Exception {
        start(transport, PATIENT);
        List<ResourceRecord> big = zone("big.princeton.edu", RecordType.TXT);
        assertThat(records(ask("big.princeton.edu", RecordType.TXT))).hasSameElementsAs(big);
        assertThat(records(ask("big.princeton.edu", RecordType.TXT))).hasSameElementsAs(big);
        // One for each lane that has asked.
        assertThat(resolver.totals().connects()).isBetween(1L, 2L);
        assertThat(resolver.totals().sent()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void streamsAlone(String transport) throws Exception {
        start(transport, DnsFormat.standard().streamOnly());
        assertThat(records(ask("www.princeton.edu", RecordType.A))).isEqualTo(zone("www.princeton.edu", RecordType.A));
        assertThat(resolver.totals().connects()).isEqualTo(1);
        assertThat(resolver.totals().sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aQuestionForAnyTypeIsAnsweredWithAnAddressOrWhateverThereIs(String transport) throws Exception {
        start(transport, DnsFormat.standard());
        assertThat(records(ask("www.princeton.edu", RecordType.ANY)))
                .isEqualTo(zone("www.princeton.edu", RecordType.A));
        assertThat(records(ask("mail.princeton.edu", RecordType.ANY)))
                .isEqualTo(zone("mail.princeton.edu", RecordType.MX));
        assertThat(((NotFound) ask("nowhere.princeton.edu", RecordType.ANY)).kind())
                .isEqualTo(NotFound.Kind.NO_SUCH_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void manyQuestionsAtOnceOverDatagrams(String transport) throws Exception {
        askManyAtOnce(transport, DnsFormat.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void manyQuestionsAtOnceOverAStream(String transport) throws Exception {
        askManyAtOnce(transport, DnsFormat.standard().streamOnly());
    }

    private void askManyAtOnce(String transport, DnsFormat format) throws Exception {
        start(transport, format);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i++) {
            String name = i % 2 == 0 ? "n" + i + ".nowhere.princeton.edu" : "n" + i + ".www.princeton.edu";
            answers.add(resolver.lookup(Question.of(DomainName.of(name), RecordType.A), LIMIT));
        }
        for (CompletableFuture<Answer> each : answers) {
            assertThat(each.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(NotFound.class);
        }
        assertThat(resolver.totals().replies()).isGreaterThanOrEqualTo(PIPELINED);
        assertThat(resolver.totals().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingFailsWhatIsUnderWayAndNothingIsLeft(String transport) throws Exception {
        start(transport, DnsFormat.standard());
        assertThat(records(ask("www.princeton.edu", RecordType.A))).isNotEmpty();
        resolver.close();
        assertThat(((Failed) ask("www.princeton.edu", RecordType.A)).reason()).isEqualTo(Failed.Reason.CLOSED);
    }
}
