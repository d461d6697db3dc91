package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DnsAnswersFuzzTest {
    private final DnsAnswers answers = new DnsAnswers();
    private final DnsReplies replies = new DnsReplies(DnsFormat.standard());

    /** Whatever replies say, they are read at a bounded cost, and what is read is read the same when it is relayed. */
    @MethodSource("org.hedgerow.dns.Seeds#messages")
    @ParameterizedTest
    void areReadAndRelayed(byte[] message) {
        Question question = question(message);
        if (question == null) {
            return;
        }
        Answer[] read = new Answer[1];
        long allocated = Allocation.of(() -> read[0] = answers.read(question, message, 0, message.length));
        assertThat(allocated).isLessThan(DnsAnswers.ALLOCATED_EACH * (long) message.length + DnsAnswers.ALLOCATED);
        Answer answer = read[0];
        if (answer instanceof Found || answer instanceof NotFound) {
            assertIsRelayed(question, answer);
        }
    }

    @MethodSource("org.hedgerow.dns.Seeds#messages")
    @FuzzTest
    void fuzz(byte[] octets) {
        areReadAndRelayed(octets);
    }

    private static Question question(byte[] message) {
        DomainName name = message.length < DnsHeader.OCTETS
                ? null
                : DomainName.tryReadWire(message, DnsHeader.OCTETS, message.length);
        int type = name == null ? message.length : DnsHeader.OCTETS + name.wireOctets();
        return message.length - type < 4 ? null : Question.of(name, RecordType.of(DnsHeader.u16(message, type)));
    }

    /** What a relay says is not authoritative, and it passes no extended error of a negative answer on to who has no EDNS. */
    private static Answer byHearsay(Answer answer) {
        return answer instanceof NotFound missing
                ? missing.withAuthoritative(false).withExtendedError(null)
                : answer;
    }

    private void assertIsRelayed(Question question, Answer answer) {
        replies.write(new GivenQuery(0, 0, Rcode.NOERROR, question, 1, null), answer, DnsWriter.MAX_OCTETS);
        byte[] relayed = Arrays.copyOfRange(
                replies.written().bytes(),
                DnsWriter.PREFIX,
                DnsWriter.PREFIX + replies.written().length());
        boolean cut = (DnsHeader.flags(relayed, 0) & DnsHeader.TRUNCATED) != 0;
        boolean any = question.type().equals(RecordType.ANY);
        if (!cut && !any) {
            assertThat(answers.read(question, relayed, 0, relayed.length)).isEqualTo(byHearsay(answer));
        }
    }
}
