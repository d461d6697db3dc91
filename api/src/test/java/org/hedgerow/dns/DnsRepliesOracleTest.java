package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/** What we reply, dnsjava understands, in everybody's spelling. */
class DnsRepliesOracleTest {
    private final long seed = new Random().nextLong();
    private final RandomRecords generated = new RandomRecords(seed);
    private final Random random = generated.random();
    private final DnsReplies authoritative = new DnsReplies(DnsFormat.standard().authoritative());
    private final DnsReplies standard = new DnsReplies(DnsFormat.standard().withPayload(4096));

    @Test
    void repliesReadTheSame() {
        int cut = 0;
        for (int i = 0; i < 600; i++) {
            RecordType type = random.nextInt(8) == 0 ? RecordType.ANY : generated.type();
            Question question = Question.of(generated.name(), type);
            Answer answer = generated.answer(question);
            DnsReplies replies = random.nextBoolean() ? authoritative : standard;
            // The first time the encoding is worked out, the second time it is kept, the third time it does not fit.
            List<Question> spellings = new ArrayList<>();
            for (Question each : List.of(question, question, spelledAsTheFirstOwner(question, answer))) {
                spellings.add(each);
                spellings.add(Question.of(generated.respelled(question.name()), type));
            }
            for (Question spelled : spellings) {
                DnsQuery query = query(spelled);
                replies.write(query, answer, DnsWriter.MAX_OCTETS);
                int whole = replies.written().length();
                int limit = 512 + random.nextInt(random.nextBoolean() ? 1000 : 70_000);
                if (random.nextInt(3) == 0) {
                    limit = Math.max(512, whole - random.nextInt(3) + 1);
                }
                // Below the limit of a stream, where what is too long is no longer truncated, but fails.
                replies.write(query, answer, Math.min(limit, DnsWriter.MAX_OCTETS - 1));
                String about = "seed " + seed + ", message " + i + ": " + spelled;

                assertThat(replies.written().length()).as(about).isLessThanOrEqualTo(limit);
                boolean fits = assertReadsTheSame(replies, query, answer, about);
                cut += fits ? 0 : 1;
                assertThat(fits || whole > limit || isTruncated(whole, replies))
                        .as(about)
                        .isTrue();
                assertThat(fits && whole > limit).as(about).isFalse();
            }
        }
        assertThat(cut).as("seed " + seed).isGreaterThan(20);
    }

    /** What is longer than any message is cut at any limit. */
    private static boolean isTruncated(int whole, DnsReplies replies) {
        return whole == replies.written().length();
    }

    private static Question spelledAsTheFirstOwner(Question question, Answer answer) {
        return answer instanceof Found found ? Question.of(found.first().name(), question.type()) : question;
    }

    private DnsQuery query(Question question) {
        Edns edns = random.nextBoolean() ? null : new Edns(random.nextInt(0x10000), 0, random.nextBoolean(), 0, null);
        int flags = random.nextInt(0x10000) & ~(DnsHeader.RESPONSE | DnsHeader.OPCODES);
        return new GivenQuery(random.nextInt(0x10000), flags, Rcode.NOERROR, question, 1, edns);
    }

    private boolean assertReadsTheSame(DnsReplies replies, DnsQuery query, Answer given, String about) {
        Answer answer = meant(query.question(), given);
        Message read = DnsJava.read(replies.written());
        boolean truncated = read.getHeader().getFlag(Flags.TC);
        assertThat(read.numBytes()).as(about).isEqualTo(replies.written().length());
        assertThat(read.getHeader().getID()).as(about).isEqualTo(query.id());
        assertThat(read.getRcode()).as(about).isEqualTo(rcode(answer));
        assertThat(read.getHeader().getFlag(Flags.QR)).as(about).isTrue();
        assertThat(read.getHeader().getFlag(Flags.AA))
                .as(about)
                .isEqualTo(replies == authoritative && !(answer instanceof Failed || answer instanceof Elsewhere));
        assertThat(read.getHeader().getFlag(Flags.RA)).as(about).isEqualTo(replies == standard);
        assertThat(read.getHeader().getFlag(Flags.RD)).as(about).isEqualTo((query.flags() & 0x0100) != 0);
        assertThat(read.getHeader().getFlag(Flags.CD)).as(about).isEqualTo((query.flags() & 0x0010) != 0);
        assertThat(read.getHeader().getFlag(Flags.AD)).as(about).isFalse();
        assertThat(DnsHeader.flags(replies.written().bytes(), DnsWriter.PREFIX) & 0x0040)
                .as(about)
                .isZero();
        assertThat(read.getQuestion().getName().toWire())
                .as(about)
                .isEqualTo(DnsJava.wire(query.question().name()));
        assertThat(read.getQuestion().getType())
                .as(about)
                .isEqualTo(query.question().type().code());
        assertThat(read.getQuestion().getDClass()).as(about).isEqualTo(1);
        assertThat(DnsJava.exactly(read.getSection(Section.ANSWER)))
                .as(about)
                .isEqualTo(exactly(truncated ? List.of() : answers(query.question(), answer)));
        assertThat(DnsJava.exactly(read.getSection(Section.AUTHORITY)))
                .as(about)
                .isEqualTo(exactly(truncated ? List.of() : authorities(answer)));
        assertEdns(read, query, answer, about);
        return !truncated;
    }

    /** To a question for whatever there is an alias is answer enough, wherever it leads. */
    private static Answer meant(Question question, Answer answer) {
        return answer instanceof NotFound missing
                        && question.type().equals(RecordType.ANY)
                        && !missing.aliases().isEmpty()
                ? Found.of(missing.aliases().subList(0, 1))
                : answer;
    }

    private void assertEdns(Message read, DnsQuery query, Answer answer, String about) {
        OPTRecord opt = read.getOPT();
        assertThat(opt != null).as(about).isEqualTo(query.edns() != null);
        assertThat(read.getSection(Section.ADDITIONAL)).as(about).hasSize(opt == null ? 0 : 1);
        if (opt != null) {
            assertThat(opt.getVersion()).as(about).isZero();
            assertThat(opt.getFlags()).as(about).isEqualTo(query.edns().dnssecOk() ? ExtendedFlags.DO : 0);
            List<EDNSOption> errors = opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR);
            assertThat(opt.getOptions()).as(about).hasSameSizeAs(errors);
            assertThat(errors.stream().map(each -> ((ExtendedErrorCodeOption) each).getErrorCode()))
                    .as(about)
                    .isEqualTo(extendedErrors(answer));
        }
    }

    private static int rcode(Answer answer) {
        if (answer instanceof NotFound missing) {
            return missing.kind() == NotFound.Kind.NO_SUCH_NAME ? Rcode.NXDOMAIN : Rcode.NOERROR;
        } else if (answer instanceof Failed failed) {
            return failed.reason() == Failed.Reason.REFUSED ? Rcode.REFUSED : Rcode.SERVFAIL;
        }
        return answer instanceof Elsewhere ? Rcode.REFUSED : Rcode.NOERROR;
    }

    private static List<Integer> extendedErrors(Answer answer) {
        if (answer instanceof Elsewhere) {
            return List.of(ExtendedErrorCodeOption.NOT_AUTHORITATIVE);
        }
        return answer instanceof Failed failed ? List.of(extendedError(failed)) : List.of();
    }

    private static int extendedError(Failed failed) {
        return switch (failed.reason()) {
            case TIMEOUT, UNREACHABLE -> ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY;
            case BAD_REPLY -> ExtendedErrorCodeOption.NETWORK_ERROR;
            case REFUSED -> ExtendedErrorCodeOption.NOT_SUPPORTED;
            case CLOSED -> ExtendedErrorCodeOption.NOT_READY;
            default -> ExtendedErrorCodeOption.OTHER;
        };
    }

    private static List<ResourceRecord> answers(Question question, Answer answer) {
        if (answer instanceof NotFound missing) {
            return missing.aliases();
        } else if (answer instanceof Found found) {
            ResourceRecord first = found.first();
            return !question.type().equals(RecordType.ANY)
                    ? found.records()
                    : found.records().stream()
                            .filter(each -> each.type().equals(first.type())
                                    && each.name().equals(first.name()))
                            .toList();
        }
        return List.of();
    }

    private static List<ResourceRecord> authorities(Answer answer) {
        return answer instanceof NotFound missing && missing.soa() != null ? List.of(missing.soa()) : List.of();
    }

    private static List<String> exactly(List<ResourceRecord> records) {
        return DnsJava.exactly(DnsJava.records(records));
    }

    @Test
    void rejectionsReadTheSame() {
        for (int i = 0; i < 3000; i++) {
            Question question = random.nextInt(4) == 0 ? null : Question.of(generated.name(), generated.type());
            int rcode = generated.oneOf(List.of(Rcode.FORMERR, Rcode.NOTIMP, Rcode.REFUSED, Rcode.BADVERS));
            Edns edns = random.nextBoolean() ? null : new Edns(512, 1, random.nextBoolean(), 0, null);
            DnsQuery query = new GivenQuery(i, random.nextInt(0x8000), rcode, question, random.nextInt(9), edns);
            standard.reject(query, 512);
            Message read = DnsJava.read(standard.written());
            String about = "seed " + seed + ", message " + i;

            assertThat(standard.written().length()).as(about).isLessThanOrEqualTo(512);
            assertThat(read.getRcode()).as(about).isEqualTo(edns == null ? rcode & 15 : rcode);
            assertThat(read.getHeader().getOpcode()).as(about).isEqualTo(query.flags() >> 11 & 15);
            assertThat(read.getHeader().getFlag(Flags.TC)).as(about).isFalse();
            assertThat(read.getQuestion() == null).as(about).isEqualTo(question == null);
            if (question != null) {
                assertThat(read.getQuestion().getName().toWire()).as(about).isEqualTo(DnsJava.wire(question.name()));
                assertThat(read.getQuestion().getDClass()).as(about).isEqualTo(query.questionClass());
            }
            assertThat(read.getSection(Section.ANSWER)).as(about).isEmpty();
            assertThat(read.getOPT() == null).as(about).isEqualTo(edns == null);
        }
    }

    @Test
    void truncatedRepliesReadTheSame() {
        for (int i = 0; i < 1000; i++) {
            DnsQuery query = query(Question.of(generated.name(), generated.type()));
            standard.truncate(query, 512);
            Message read = DnsJava.read(standard.written());
            String about = "seed " + seed + ", message " + i;

            assertThat(read.getHeader().getFlag(Flags.TC)).as(about).isTrue();
            assertThat(read.getRcode()).as(about).isZero();
            assertThat(read.getQuestion().getName().toWire())
                    .as(about)
                    .isEqualTo(DnsJava.wire(query.question().name()));
            assertThat(read.getOPT() == null).as(about).isEqualTo(query.edns() == null);
        }
    }
}
