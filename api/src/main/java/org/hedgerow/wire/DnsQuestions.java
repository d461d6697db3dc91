package org.hedgerow.wire;

import org.hedgerow.DomainName;
import org.hedgerow.Question;

/** The queries of a client: how they are written, and whether a reply repeats the question. */
final class DnsQuestions {

    private DnsQuestions() {}

    /** A query of id 0. */
    static byte[] write(Question question, boolean edns, int payload) {
        DomainName name = question.name();
        int end = DnsHeader.OCTETS + name.wireOctets() + 4;
        byte[] query = new byte[edns ? end + Edns.OCTETS : end];
        DnsHeader.u16(query, 2, DnsHeader.RECURSION_DESIRED);
        DnsHeader.u16(query, 4, 1);
        name.copyWireTo(query, DnsHeader.OCTETS);
        DnsHeader.u16(query, end - 4, question.type().code());
        DnsHeader.u16(query, end - 2, DnsHeader.CLASS_IN);
        if (edns) {
            DnsHeader.u16(query, 10, 1);
            DnsHeader.u16(query, end + 1, Edns.TYPE);
            DnsHeader.u16(query, end + 3, payload);
        }
        return query;
    }

    /** Turns the letters of the name in the query to upper or lower case, each as a bit falls. */
    static void mixCase(byte[] query, UnpredictableBits bits) {
        int coins = 0;
        int left = 0;
        for (int label = DnsHeader.OCTETS; query[label] != 0; label += 1 + query[label]) {
            for (int i = label + 1; i <= label + query[label]; i++) {
                int letter = query[i] | 0x20;
                if (letter >= 'a' && letter <= 'z') {
                    if (left == 0) {
                        coins = bits.next8();
                        left = 8;
                    }
                    query[i] = (byte) ((coins & 1) == 0 ? letter : letter & ~0x20);
                    coins >>= 1;
                    left--;
                }
            }
        }
    }

    /** Whether the message repeats the question: in the very spelling, if that was mixed so that a forger has to guess it. */
    static boolean isRepeated(DnsPending asked, byte[] message, int from, int to) {
        return isSpelledTheSame(asked.query(), asked.question, message, from, to)
                || (!asked.isMixed() && isRepeatedInOtherCase(asked.question, message, from, to));
    }

    /** Whether the message has the question of the query, in the same spelling. */
    static boolean isSpelledTheSame(byte[] query, Question question, byte[] message, int from, int to) {
        int octets = question.name().wireOctets() + 4;
        if (DnsHeader.questions(message, from) != 1 || to - from < DnsHeader.OCTETS + octets) {
            return false;
        }
        int at = from + DnsHeader.OCTETS;
        for (int i = 0; i < octets; i++) {
            if (message[at + i] != query[DnsHeader.OCTETS + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the message has the question, in whatever spelling. */
    static boolean isRepeatedInOtherCase(Question question, byte[] message, int from, int to) {
        if (DnsHeader.questions(message, from) != 1) {
            return false;
        }
        int at = from + DnsHeader.OCTETS;
        DomainName name = DomainName.tryReadWire(message, at, to);
        int end = at + question.name().wireOctets();
        return name != null
                && name.equals(question.name())
                && to - end >= 4
                && DnsHeader.u16(message, end) == question.type().code()
                && DnsHeader.u16(message, end + 2) == DnsHeader.CLASS_IN;
    }
}
