package org.hedgerow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.hedgerow.DomainName;
import org.hedgerow.Question;
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
            Question question = new Question(generated.name(), generated.type());
            boolean edns = generated.random().nextBoolean();
            byte[] query =
                    DnsQuestions.write(question, edns, 512 + generated.random().nextInt(3584));
            Message read = DnsJava.read(query);
            String about = "seed " + seed + ", message " + i;

            assertThat(read.getHeader().getID()).as(about).isZero();
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
                assertThat(opt.getPayloadSize()).as(about).isEqualTo(DnsHeader.u16(query, query.length - 8));
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
            Question question = new Question(generated.name(), generated.type());
            byte[] plain = DnsQuestions.write(question, false, 1232);
            byte[] query = plain.clone();
            DnsQuestions.mixCase(query, bits);
            String about = "seed " + seed + ", message " + i;
            DomainName asked = DnsJava.name(DnsJava.read(query).getQuestion().getName());

            assertThat(asked).as(about).isEqualTo(question.name());
            others += asked.isSpelledAs(question.name()) ? 0 : 1;
            assertThat(DnsQuestions.isSpelledTheSame(query, question, query, 0, query.length))
                    .as(about)
                    .isTrue();
            assertThat(DnsQuestions.isSpelledTheSame(plain, question, query, 0, query.length))
                    .as(about)
                    .isEqualTo(asked.isSpelledAs(question.name()));
            assertThat(DnsQuestions.isRepeatedInOtherCase(question, query, 0, query.length))
                    .as(about)
                    .isTrue();
            for (int to = DnsHeader.OCTETS; to < query.length; to++) {
                assertThat(DnsQuestions.isSpelledTheSame(query, question, query, 0, to))
                        .as(about)
                        .isFalse();
                assertThat(DnsQuestions.isRepeatedInOtherCase(question, query, 0, to))
                        .as(about)
                        .isFalse();
            }
        }
        assertThat(others).as("seed " + seed).isGreaterThan(1000);
    }
}
