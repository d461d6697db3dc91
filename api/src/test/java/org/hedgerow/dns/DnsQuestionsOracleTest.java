package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;

/** What we ask, dnsjava understands. */
class DnsQuestionsOracleTest {
    private final long seed = new Random().nextLong();
    private final RandomRecords generated = new RandomRecords(seed);
    private final UnpredictableBits bits = new UnpredictableBits();

    @Test
    void queriesReadTheSame() {
        for (int i = 0; i < 5000; i++) {
            Question question = Question.of(generated.name(), generated.type());
            boolean edns = generated.random().nextBoolean();
            int payload = 512 + generated.random().nextInt(3584);
            int id = generated.random().nextInt(1 << 16);
            byte[] query = write(id, question, edns, payload);
            Message read = DnsJava.read(query);
            String about = "seed " + seed + ", message " + i;

            assertThat(read.getHeader().getID()).as(about).isEqualTo(id);
            assertThat(read.getHeader().getOpcode()).as(about).isEqualTo(Opcode.QUERY);
            for (int flag : new int[] {Flags.QR, Flags.AA, Flags.TC, Flags.RA, Flags.AD, Flags.CD}) {
                assertThat(read.getHeader().getFlag(flag)).as(about).isFalse();
            }
            assertThat(read.getHeader().getFlag(Flags.RD)).as(about).isTrue();
            assertThat(read.getQuestion().getName().toWire()).as(about).isEqualTo(DnsJava.wire(question.name()));
            assertThat(read.getQuestion().getType())
                    .as(about)
                    .isEqualTo(question.type().code());
            assertThat(read.getQuestion().getDClass()).as(about).isEqualTo(DClass.IN);
            OPTRecord opt = read.getOPT();
            assertThat(opt != null).as(about).isEqualTo(edns);
            if (opt != null) {
                assertThat(opt.getPayloadSize()).as(about).isEqualTo(payload);
                assertThat(opt.getVersion() + opt.getFlags() + opt.getExtendedRcode())
                        .as(about)
                        .isZero();
                assertThat(opt.getOptions()).as(about).isEmpty();
            }
            assertThat(read.numBytes()).as(about).isEqualTo(query.length);
        }
    }

    @Test
    void queriesInMixedCaseAskForTheSameName() {
        int others = 0;
        for (int i = 0; i < 2000; i++) {
            Question question = Question.of(generated.name(), generated.type());
            byte[] query = write(i, question, false, 1232);
            int nameEnd = query.length - 4;
            long coins = MixedCase.coins(bits, question.name().wireOctets());
            MixedCase.mix(query, DnsHeader.OCTETS, nameEnd, coins);
            String about = "seed " + seed + ", message " + i;
            DomainName asked = DnsJava.name(DnsJava.read(query).getQuestion().getName());

            assertThat(asked).as(about).isEqualTo(question.name());
            others += asked.isSpelledAs(question.name()) ? 0 : 1;
            assertThat(DnsQuestions.isRepeated(question, query, 0, query.length))
                    .as(about)
                    .isTrue();
            for (int to = DnsHeader.OCTETS; to < query.length; to++) {
                assertThat(DnsQuestions.isRepeated(question, query, 0, to))
                        .as(about)
                        .isFalse();
            }
        }
        assertThat(others).as("seed " + seed).isGreaterThan(1000);
    }

    @Test
    void anOctetThatDiffersIsAnotherQuestion() {
        for (int i = 0; i < 2000; i++) {
            Question question = Question.of(generated.name(), generated.type());
            byte[] query = write(i, question, false, 1232);
            int at = DnsHeader.OCTETS + generated.random().nextInt(query.length - DnsHeader.OCTETS);
            byte was = query[at];
            query[at] += (byte) (1 + generated.random().nextInt(255));
            boolean isName = at < query.length - 4;
            boolean inOtherCase = isName && Character.toLowerCase(query[at]) == Character.toLowerCase(was);

            assertThat(DnsQuestions.isRepeated(question, query, 0, query.length))
                    .as("seed " + seed + ", message " + i + ", octet " + at)
                    .isEqualTo(inOtherCase);
        }
    }

    private static byte[] write(int id, Question question, boolean edns, int payload) {
        byte[] used = new byte[1 + DnsQuestions.MAX_OCTETS];
        Arrays.fill(used, (byte) -1);
        return Arrays.copyOfRange(used, 1, DnsQuestions.write(id, question, edns, payload, used, 1));
    }
}
