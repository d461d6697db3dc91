package org.hedgerow.dns;

import java.util.Arrays;
import org.hedgerow.record.DataWriter;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;

/**
 * Writes a DNS message. Names are compressed against those that were written before in the same spelling (RFC 1035, section
 * 4.1.4), so that everybody's case is kept. Before the message there is room for the length that precedes it on a stream.
 */
final class DnsWriter implements DataWriter {
    /** Octets of the length that precedes a message on a stream (RFC 1035, section 4.2.2). */
    static final int PREFIX = 2;

    static final int MAX_OCTETS = 0xFFFF;

    private static final int SMALLEST = 2048;
    private static final int LARGEST_KEPT = 16 * 1024;
    private static final int MAX_POINTER = 0x3FFF;
    private static final int MAX_TARGETS = 64;

    private final int[] targets = new int[MAX_TARGETS];
    private byte[] bytes = new byte[SMALLEST];
    private int at = PREFIX;
    private int known;

    /** Begins another message in the place of the last. */
    void begin() {
        at = PREFIX;
        known = 0;
    }

    /** The message is sent: one long one shall not cost each of many connections for good. */
    void release() {
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[SMALLEST];
        }
    }

    /** The array that holds the message, from {@link #PREFIX} on; another one after the message has grown. */
    byte[] bytes() {
        return bytes;
    }

    /** How long the message is so far. */
    int length() {
        return at - PREFIX;
    }

    /** Takes the message back to this length. */
    void cut(int length) {
        at = PREFIX + length;
        while (known > 0 && targets[known - 1] >= length) {
            known--;
        }
    }

    /** Completes the message for a stream: its length, and how many octets to send from the array's beginning on. */
    int prefixed() {
        DnsHeader.u16(bytes, 0, length());
        return at;
    }

    @Override
    public void u8(int value) {
        room(1);
        bytes[at++] = (byte) value;
    }

    @Override
    public void u16(int value) {
        room(2);
        DnsHeader.u16(bytes, at, value);
        at += 2;
    }

    @Override
    public void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    /** Writes over 16 bits that were written before. */
    void set16(int place, int value) {
        DnsHeader.u16(bytes, PREFIX + place, value);
    }

    @Override
    public void bytes(byte[] octets) {
        octets(octets, 0, octets.length);
    }

    @Override
    public void octets(Octets octets) {
        int place = reserve(octets.length()); // upon which the array may be another
        octets.copyTo(bytes, place);
    }

    void octets(byte[] octets, int from, int to) {
        room(to - from);
        System.arraycopy(octets, from, bytes, at, to - from);
        at += to - from;
    }

    /** Makes room for octets that the caller writes into {@link #bytes} himself, and returns where. */
    int reserve(int octets) {
        room(octets);
        at += octets;
        return at - octets;
    }

    /** A name as it is, which others may not point to either (RFC 3597, section 4). */
    @Override
    public void plainName(DomainName name) {
        int place = reserve(name.wireOctets()); // upon which the array may be another
        name.copyWireTo(bytes, place);
    }

    /** A name, compressed. */
    @Override
    public void name(DomainName name) {
        int octets = name.wireOctets();
        room(octets);
        name.copyWireTo(bytes, at);
        for (int label = at; bytes[label] != 0; label += 1 + bytes[label]) {
            int target = find(label);
            if (target >= 0) {
                DnsHeader.u16(bytes, label, 0xC000 | target);
                at = label + 2;
                return;
            }
            if (known < MAX_TARGETS && label - PREFIX <= MAX_POINTER) {
                targets[known++] = label - PREFIX;
            }
        }
        at += octets;
    }

    /** Where the same labels were written before; negative if nowhere. */
    private int find(int label) {
        for (int i = 0; i < known; i++) {
            if (areSame(PREFIX + targets[i], label)) {
                return targets[i];
            }
        }
        return -1;
    }

    private boolean areSame(int written, int label) {
        int one = written;
        int other = label;
        while (true) {
            while ((bytes[one] & 0xC0) == 0xC0) {
                one = PREFIX + (DnsHeader.u16(bytes, one) & MAX_POINTER);
            }
            if (bytes[one] != bytes[other]) {
                return false;
            }
            int size = 1 + bytes[one];
            if (size == 1) {
                return true;
            }
            if (!Arrays.equals(bytes, one, one + size, bytes, other, other + size)) {
                return false;
            }
            one += size;
            other += size;
        }
    }

    private void room(int octets) {
        if (octets > bytes.length - at) {
            // A message that grows beyond what a length can tell is cut by its writer, who looks at the length.
            bytes = Arrays.copyOf(bytes, Math.max(at + octets, 2 * bytes.length));
        }
    }
}
