package org.hedgerow.dns;

import org.hedgerow.record.DataReader;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;

/**
 * Reads a DNS message from its beginning to its end. Work is bounded by the message's length: compressed names point
 * backwards only, to names that are whole there (RFC 1035, section 4.1.4), through at most {@value #MAX_POINTERS} pointers.
 */
final class DnsReader implements DataReader<BadMessageException> {
    // As many as a name has labels at the most, for more are of no use.
    static final int MAX_POINTERS = 127;

    private static final int POINTER = 0xC0;

    private final byte[] scratch = new byte[DomainName.MAX_WIRE_OCTETS];
    private byte[] message = scratch;
    private int start;
    private int end;
    private int at;

    /** Reads the message between these places next, from {@code begin} on. */
    DnsReader over(byte[] octets, int messageStart, int begin, int messageEnd) {
        message = octets;
        start = messageStart;
        at = begin;
        end = messageEnd;
        return this;
    }

    byte[] message() {
        return message;
    }

    int position() {
        return at;
    }

    @Override
    public int left() {
        return end - at;
    }

    /** How many questions the header says that there are. */
    int questions() {
        return DnsHeader.questions(message, start);
    }

    /** How many records the header says that there are behind the question. */
    int records() {
        return DnsHeader.answers(message, start)
                + DnsHeader.authorities(message, start)
                + DnsHeader.additionals(message, start);
    }

    int u8() throws BadMessageException {
        expect(1);
        return message[at++] & 0xFF;
    }

    int u16() throws BadMessageException {
        expect(2);
        at += 2;
        return DnsHeader.u16(message, at - 2);
    }

    int s32() throws BadMessageException {
        return u16() << 16 | u16();
    }

    void skip(int octets) throws BadMessageException {
        expect(octets);
        at += octets;
    }

    @Override
    public int u8(String what) throws BadMessageException {
        return u8();
    }

    @Override
    public int u16(String what) throws BadMessageException {
        return u16();
    }

    @Override
    public int u32(String what) throws BadMessageException {
        return s32();
    }

    @Override
    public byte[] bytes(int count) throws BadMessageException {
        expect(count);
        byte[] copy = new byte[count];
        System.arraycopy(message, at, copy, 0, count);
        at += count;
        return copy;
    }

    /** Reads the data of a record, of which every one of its {@code length} octets has to have a meaning. */
    RecordData data(RecordType type, int length) throws BadMessageException {
        expect(length);
        int messageEnd = end;
        end = at + length;
        RecordData data = RecordData.read(type, this);
        end = messageEnd;
        return data;
    }

    /** Reads the names twice, so that their octets are the only array: a record that points to long ones is short itself. */
    @Override
    public byte[] withWholeNames(int leading, int strings, int names) throws BadMessageException {
        int first = at;
        skip(leading);
        for (int i = 0; i < strings; i++) {
            skip(u8());
        }
        int before = at - first;
        int ofNames = 0;
        for (int i = 0; i < names; i++) {
            ofNames += nameOctets();
        }
        int rest = end - at;
        int whole = before + ofNames + rest;
        if (whole > RecordData.MAX_OCTETS) {
            throw new BadMessageException("data that is too long once its names are whole");
        }
        byte[] data = new byte[whole];
        System.arraycopy(message, first, data, 0, before);
        at = first + before;
        for (int place = before; place < before + ofNames; ) {
            int octets = nameOctets();
            System.arraycopy(scratch, 0, data, place, octets);
            place += octets;
        }
        System.arraycopy(message, at, data, whole - rest, rest);
        at = end;
        return data;
    }

    @Override
    public BadMessageException malformed(String problem) {
        return new BadMessageException(problem);
    }

    /** A name, compressed or not. */
    @Override
    public DomainName name() throws BadMessageException {
        DomainName name = DomainName.tryReadWire(scratch, 0, nameOctets());
        if (name == null) {
            throw new BadMessageException("a name that is none");
        }
        return name;
    }

    /** Reads a name into {@link #scratch}; how many octets it has. */
    private int nameOctets() throws BadMessageException {
        int length = 0;
        int pointers = 0;
        int chunk = at; // a pointer points to before the labels that lead to it
        int limit = end; // and what it points to ends before them, for it is a name of its own
        int place = at;
        int after = -1;
        while (true) {
            int octet = octetAt(place, limit);
            if ((octet & POINTER) == POINTER) {
                int target = start + ((octet & ~POINTER) << 8 | octetAt(place + 1, limit));
                after = after < 0 ? place + 2 : after;
                if (target >= chunk || target < start + DnsHeader.OCTETS || ++pointers > MAX_POINTERS) {
                    throw new BadMessageException("a pointer that does not point to an earlier name");
                }
                limit = chunk;
                chunk = target;
                place = target;
                continue;
            }
            int size = octet + 1;
            if (octet > DomainName.MAX_LABEL_OCTETS || length + size > scratch.length || place + size > limit) {
                throw new BadMessageException("a name that is too long, or does not end");
            }
            System.arraycopy(message, place, scratch, length, size);
            length += size;
            place += size;
            if (octet == 0) {
                break;
            }
        }
        at = after < 0 ? place : after;
        return length;
    }

    /** Passes over a name without looking at where it points; whether it is the root. */
    boolean skipName() throws BadMessageException {
        int first = at;
        while (true) {
            int octet = u8();
            if (octet == 0) {
                return at == first + 1;
            }
            if ((octet & POINTER) == POINTER) {
                skip(1);
                return false;
            }
            if (octet > DomainName.MAX_LABEL_OCTETS) {
                throw new BadMessageException("a label of an unknown kind");
            }
            skip(octet);
        }
    }

    private int octetAt(int place, int limit) throws BadMessageException {
        if (place >= limit) {
            throw new BadMessageException("a name that does not end");
        }
        return message[place] & 0xFF;
    }

    private void expect(int octets) throws BadMessageException {
        if (octets > end - at) {
            throw new BadMessageException("the message ends early");
        }
    }
}
