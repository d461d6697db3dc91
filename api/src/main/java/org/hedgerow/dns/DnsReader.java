package org.hedgerow.dns;

import org.hedgerow.record.DomainName;

/**
 * Reads a DNS message from its beginning to its end. Work is bounded by the message's length: compressed names point
 * backwards only, to names that are whole there (RFC 1035, section 4.1.4), through at most {@value #MAX_POINTERS} pointers.
 */
final class DnsReader {
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

    int left() {
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

    /** Reads so many octets again. */
    void back(int octets) {
        at -= octets;
    }

    byte[] octets(int count) throws BadMessageException {
        expect(count);
        byte[] copy = new byte[count];
        System.arraycopy(message, at, copy, 0, count);
        at += count;
        return copy;
    }

    /** A name, compressed or not. */
    DomainName name() throws BadMessageException {
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
        DomainName name = DomainName.tryReadWire(scratch, 0, length);
        if (name == null) {
            throw new BadMessageException("a name that is none");
        }
        return name;
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
