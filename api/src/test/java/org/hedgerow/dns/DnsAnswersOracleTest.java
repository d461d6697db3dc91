package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What dnsjava replies, we understand, and what we relay of it, dnsjava. */
class DnsAnswersOracleTest {
    private final long seed = new Random().nextLong();
    private final RandomRecords generated = new RandomRecords(seed);
    private final Random random = generated.random();
    private final DnsAnswers answers = new DnsAnswers();
    private final DnsReplies replies = new DnsReplies(DnsFormat.standard());

    private Question question;
    private Message message;
    private DomainName canonical;
    private List<ResourceRecord> aliases;
    private String about;

    private void begin(int i) {
        question = Question.of(generated.newName(), generated.type()).withDnssecOk(random.nextBoolean());
        Header header = new Header(random.nextInt(0x10000));
        header.setFlag(Flags.QR);
        message = new Message();
        message.setHeader(header);
        message.addRecord(
                Record.newRecord(
                        DnsJava.name(generated.respelled(question.name())),
                        question.type().code(),
                        DClass.IN),
                Section.QUESTION);
        DomainName owner = random.nextBoolean() ? question.name() : generated.respelled(question.name());
        aliases = generated.aliases(owner, random.nextInt(3) == 0 ? random.nextInt(10) : 0);
        canonical = generated.canonical(owner, aliases);
        about = "seed " + seed + ", message " + i;
    }

    private Answer read() {
        if (random.nextBoolean()) {
            message.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        }
        byte[] wire = message.toWire();
        about += ": " + HexFormat.of().formatHex(wire);
        byte[] bytes = new byte[wire.length + 20];
        int from = random.nextInt(20);
        System.arraycopy(wire, 0, bytes, from, wire.length);
        return answers.read(question, bytes, from, from + wire.length);
    }

    private void add(List<ResourceRecord> records, int section) {
        DnsJava.records(records).forEach(each -> message.addRecord(each, section));
    }

    /** Records that have nothing to do with the question, those of other classes among them. */
    private void addUnrelated(int section) {
        for (int i = random.nextInt(3); i > 0; i--) {
            ResourceRecord unrelated =
                    generated.record(random.nextBoolean() ? generated.newName() : canonical, RecordType.of(40_000));
            Record other = DnsJava.record(unrelated);
            message.addRecord(
                    random.nextBoolean()
                            ? other
                            : Record.newRecord(
                                    DnsJava.name(canonical),
                                    question.type().code() == 6 ? 40_001 : 40_000,
                                    DClass.CH,
                                    7,
                                    other.rdataToWireCanonical()),
                    section);
        }
    }

    @Test
    void answersReadTheSame() {
        for (int i = 0; i < 2000; i++) {
            begin(i);
            List<ResourceRecord> records = new ArrayList<>(aliases);
            records.addAll(
                    generated.several(1 + random.nextInt(5), () -> generated.record(canonical, question.type())));
            boolean unrelated = random.nextInt(3) == 0;
            List<ResourceRecord> sent = new ArrayList<>(records);
            if (random.nextInt(3) == 0) {
                Collections.shuffle(sent, random);
            }
            if (unrelated) {
                addUnrelated(Section.ANSWER);
            }
            add(sent, Section.ANSWER);
            if (unrelated) {
                addUnrelated(Section.ANSWER);
                addUnrelated(Section.AUTHORITY);
                addUnrelated(Section.ADDITIONAL);
            }
            Answer answer = read();

            List<ResourceRecord> expected = new ArrayList<>(aliases);
            sent.stream()
                    .filter(each ->
                            each.type().equals(question.type()) && each.name().equals(canonical))
                    .forEach(expected::add);
            assertThat(answer).as(about).isInstanceOf(Found.class);
            Found found = (Found) answer;
            assertThat(found.records()).as(about).isEqualTo(expected);
            assertSame(found.authority(), question.isDnssecOk() ? Section.AUTHORITY : -1);
            assertSame(found.additional(), question.type().isAddress() ? -1 : Section.ADDITIONAL);
            assertIsRelayed(found);
        }
    }

    private void assertSame(List<ResourceRecord> read, int section) {
        List<Record> sent = section < 0
                ? List.of()
                : message.getSection(section).stream()
                        .filter(each -> each.getDClass() == DClass.IN && each.getType() != Type.OPT)
                        .toList();
        assertThat(DnsJava.inAnyCase(DnsJava.records(read))).as(about).isEqualTo(DnsJava.inAnyCase(sent));
    }

    /** What is read of a reply and written for whoever has asked is the same to the latter, in whatever case he asks. */
    private void assertIsRelayed(Found found) {
        List<String> records = DnsJava.exactly(DnsJava.records(found.records()));
        for (DomainName name :
                List.of(question.name(), found.first().name(), generated.respelled(question.name()), question.name())) {
            Question spelled = Question.of(name, question.type());
            replies.write(new GivenQuery(7, 0, Rcode.NOERROR, spelled, 1, null), found, DnsWriter.MAX_OCTETS);
            Message relayed = DnsJava.read(replies.written());
            assertThat(DnsJava.exactly(relayed.getSection(Section.ANSWER)))
                    .as("%s, relayed to %s", about, spelled)
                    .isEqualTo(records);
            assertThat(DnsJava.inAnyCase(relayed.getSection(Section.AUTHORITY)))
                    .as(about)
                    .isEqualTo(DnsJava.inAnyCase(DnsJava.records(found.authority())));
            assertThat(DnsJava.inAnyCase(relayed.getSection(Section.ADDITIONAL)))
                    .as(about)
                    .isEqualTo(DnsJava.inAnyCase(DnsJava.records(found.additional())));
            assertThat(relayed.getQuestion().getName().toWire()).as(about).isEqualTo(DnsJava.wire(name));
        }
    }

    @Test
    void negativeAnswersReadTheSame() {
        for (int i = 0; i < 2000; i++) {
            begin(i);
            boolean noName = random.nextBoolean();
            message.getHeader().setRcode(noName ? Rcode.NXDOMAIN : Rcode.NOERROR);
            boolean authoritative = random.nextBoolean();
            if (authoritative) {
                message.getHeader().setFlag(Flags.AA);
            }
            List<ResourceRecord> sent = new ArrayList<>(aliases);
            Collections.shuffle(sent, random);
            add(sent, Section.ANSWER);
            addUnrelated(Section.ANSWER);
            ResourceRecord soa = random.nextBoolean() ? generated.soa() : null;
            boolean servers = random.nextInt(3) == 0;
            if (servers) {
                add(List.of(generated.record(DomainName.of("example.com"), RecordType.NS)), Section.AUTHORITY);
            }
            addUnrelated(Section.AUTHORITY);
            if (soa != null) {
                add(List.of(soa), Section.AUTHORITY);
            }
            Answer answer = read();

            if (noName) {
                assertMissing(answer, NotFound.NAME, authoritative, soa);
            } else if (soa == null && !aliases.isEmpty()) {
                assertThat(answer).as(about).isInstanceOf(Found.class);
                Found found = (Found) answer;
                assertThat(found.records()).as(about).isEqualTo(aliases);
                assertSame(found.authority(), question.isDnssecOk() ? Section.AUTHORITY : -1);
                assertIsRelayed(found);
            } else if (soa == null && servers && !authoritative) {
                assertThat(answer)
                        .as(about)
                        .isInstanceOfSatisfying(
                                Elsewhere.class,
                                elsewhere -> assertThat(elsewhere.delegation()).isNotEmpty());
            } else {
                assertMissing(answer, NotFound.TYPE, authoritative, soa);
            }
        }
    }

    private void assertMissing(Answer answer, NotFound said, boolean authoritative, @Nullable ResourceRecord soa) {
        assertThat(answer).as(about).isInstanceOf(NotFound.class);
        NotFound missing = (NotFound) answer;
        List<ResourceRecord> authority = soa == null ? List.of() : List.of(soa);
        if (question.isDnssecOk()) {
            assertSame(missing.authority(), Section.AUTHORITY);
            authority = missing.authority();
        }
        assertThat(missing)
                .as(about)
                .isEqualTo(said.withAuthoritative(authoritative)
                        .withAliases(aliases)
                        .withAuthority(authority));
    }

    @Test
    void failuresReadTheSame() {
        for (int rcode = 0; rcode < 16; rcode++) {
            begin(rcode);
            message.getHeader().setRcode(rcode);
            Answer answer = read();
            Failed.Reason reason = rcode == Rcode.SERVFAIL ? Failed.Reason.SERVER_FAILURE : Failed.Reason.REFUSED;
            if (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN) {
                assertThat(answer).as(about).isInstanceOf(NotFound.class);
            } else if (rcode == Rcode.REFUSED || rcode == Rcode.NOTAUTH) {
                assertThat(answer).as(about).isEqualTo(Elsewhere.unknown());
            } else {
                assertThat(answer)
                        .as(about)
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason()).isEqualTo(reason));
            }
        }
    }
}
