package org.hedgerow.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * An answer section of nothing but the addresses asked for, which is what nearly all are. A server that relays it wants its
 * octets alone, so its records, which take five times the room, are made when somebody looks at them.
 */
final class AddressSection implements Found.Store {
    private static final int POINTER_TO_QUESTION = 0xC000 | DnsHeader.OCTETS;
    private static final int FIXED_OCTETS = 12;

    private final Question question;
    private final byte[] section;

    private AddressSection(Question question, byte[] section) {
        this.question = question;
        this.section = section;
    }

    /**
     * The answer of the reply's answer section, which begins at {@code begin}; null if it is another kind of section, or is
     * none.
     */
    static @Nullable Found tryRead(Question question, byte[] message, int from, int begin, int to) {
        int type = question.type().code();
        int records = DnsHeader.answers(message, from);
        if (records == 0 || !question.type().isAddress()) {
            return null;
        }
        if (question.isDnssecOk() && DnsHeader.authorities(message, from) > 0) {
            return null; // there may be proofs
        }
        int octets = octets(type);
        int end = begin + bytes(question, message, from);
        if (end > to) {
            return null;
        }
        for (int at = begin; at < end; at += FIXED_OCTETS + octets) {
            boolean isOne = DnsHeader.u16(message, at) == POINTER_TO_QUESTION
                    && DnsHeader.u16(message, at + 2) == type
                    && DnsHeader.u16(message, at + 4) == DnsHeader.CLASS_IN
                    && message[at + 6] >= 0 // a TTL that is none is to be mended
                    && DnsHeader.u16(message, at + 10) == octets;
            if (!isOne) {
                return null;
            }
        }
        byte[] section = DnsReplies.section(records, message, begin, end);
        return Found.of(new AddressSection(question, section), 0);
    }

    /** How many bytes the answer section has, if it is one of these. */
    static int bytes(Question question, byte[] message, int from) {
        return DnsHeader.answers(message, from)
                * (FIXED_OCTETS + octets(question.type().code()));
    }

    private static int octets(int type) {
        return type == RecordType.A.code() ? 4 : 16;
    }

    @Override
    public List<ResourceRecord> records(int place) {
        int octets = octets(question.type().code());
        List<ResourceRecord> records = new ArrayList<>(DnsHeader.u16(section, 0));
        for (int at = DnsReplies.COUNT_OCTETS; at < section.length; at += FIXED_OCTETS + octets) {
            int ttl = DnsHeader.u16(section, at + 6) << 16 | DnsHeader.u16(section, at + 8);
            RecordData data =
                    RecordData.Address.of(Arrays.copyOfRange(section, at + FIXED_OCTETS, at + FIXED_OCTETS + octets));
            records.add(new ResourceRecord(question.name(), question.type(), ttl, data));
        }
        return List.copyOf(records);
    }

    @Override
    public boolean isBareAlias(int place) {
        return false;
    }

    @Override
    public byte @Nullable [] encoding(int place, Object format) {
        return format == DnsReplies.SECTION ? section : null;
    }

    @Override
    public boolean isSpelledAs(int place, DomainName name) {
        return question.name().isSpelledAs(name);
    }
}
