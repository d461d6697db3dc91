package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DataWriter;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;

/**
 * Writes numbers, names and octets one behind the other, into an array that is used again and again. Much as in messages, but
 * that names stay spelled as they are.
 */
final class PackWriter implements DataWriter {
    private static final int MORE = 0x80;

    private byte[] octets = new byte[512];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** What has been written, from the first octet on; another array once it has grown. */
    byte[] octets() {
        return octets;
    }

    void octet(int value) {
        room(1);
        octets[size++] = (byte) value;
    }

    @Override
    public void u8(int value) {
        octet(value);
    }

    @Override
    public void u16(int value) {
        octet(value >> 8);
        octet(value);
    }

    @Override
    public void u32(int value) {
        u16(value >> 16);
        u16(value);
    }

    /** A number that is not negative, in as few octets as it needs: seven bits each, the lowest first. */
    void number(int value) {
        int rest = value;
        while (rest >= MORE) {
            octet(rest | MORE);
            rest >>>= 7;
        }
        octet(rest);
    }

    @Override
    public void name(DomainName name) {
        room(name.packedOctets());
        name.packTo(octets, size);
        size += name.packedOctets();
    }

    @Override
    public void plainName(DomainName name) {
        name(name);
    }

    @Override
    public void bytes(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, octets, size, value.length);
        size += value.length;
    }

    @Override
    public void octets(Octets value) {
        room(value.length());
        value.copyTo(octets, size);
        size += value.length();
    }

    /** Puts the number of the octets that have been written since {@code from} before them. */
    void lengthSince(int from) {
        int length = size - from;
        number(length);
        int moved = size - from - length;
        System.arraycopy(octets, from, octets, from + moved, length);
        size = from;
        number(length);
        size += length;
    }

    private void room(int more) {
        if (size + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(size + more, 2 * octets.length));
        }
    }
}
