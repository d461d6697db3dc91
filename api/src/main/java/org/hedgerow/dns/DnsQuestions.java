package org.hedgerow.dns;

import org.hedgerow.Question;
import org.hedgerow.record.DomainName;

/** The queries of a client: how they are written, and whether a reply repeats the question. */
final class DnsQuestions {
    /** As many octets as a query may have. */
    static final int MAX_OCTETS = DnsHeader.OCTETS + DomainName.MAX_WIRE_OCTETS + 4 + Edns.OCTETS;

    private DnsQuestions() {}

    /** Writes a query to {@code target} from {@code at} on, and returns where it ends. */
    static int write(int id, Question question, boolean edns, int payload, byte[] target, int at) {
        DomainName name = question.name();
        DnsHeader.u16(target, at, id);
        DnsHeader.u16(target, at + 2, flags(question));
        DnsHeader.u16(target, at + 4, 1);
        DnsHeader.u16(target, at + 6, 0);
        DnsHeader.u16(target, at + 8, 0);
        DnsHeader.u16(target, at + 10, edns ? 1 : 0);
        name.copyWireTo(target, at + DnsHeader.OCTETS);
        int end = at + DnsHeader.OCTETS + name.wireOctets();
        DnsHeader.u16(target, end, question.type().code());
        DnsHeader.u16(target, end + 2, question.recordClass());
        return edns ? Edns.write(payload, question.isDnssecOk(), target, end + 4) : end + 4;
    }

    private static int flags(Question question) {
        return (question.isRecursionDesired() ? DnsHeader.RECURSION_DESIRED : 0)
                | (question.isCheckingDisabled() ? DnsHeader.CHECKING_DISABLED : 0);
    }

    /** Whether the message, which has a header at least, replies to the question, where nobody but the server can send one. */
    static boolean isReply(Question question, byte[] message, int from, int to) {
        return DnsHeader.isResponse(message, from)
                && (DnsHeader.isBareFailure(message, from) || isRepeated(question, message, from, to));
    }

    /** Whether the message has the question, in whatever spelling. */
    static boolean isRepeated(Question question, byte[] message, int from, int to) {
        DomainName name = question.name();
        int at = from + DnsHeader.OCTETS;
        int end = at + name.wireOctets();
        return to - end >= 4
                && DnsHeader.questions(message, from) == 1
                && name.isOnWireInAnyCase(message, at)
                && DnsHeader.u16(message, end) == question.type().code()
                && DnsHeader.u16(message, end + 2) == question.recordClass();
    }
}
