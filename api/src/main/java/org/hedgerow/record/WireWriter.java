package org.hedgerow.record;

import java.util.Arrays;

/** Writes data as bytes whose names are whole. */
final class WireWriter implements DataWriter {
    private byte[] bytes = new byte[64];
    private int length;

    /** What has been written. */
    Octets octets() {
        return Octets.wrap(Arrays.copyOf(bytes, length));
    }

    @Override
    public void u8(int value) {
        int place = reserve(1); // upon which the array may be another
        bytes[place] = (byte) value;
    }

    @Override
    public void u16(int value) {
        u8(value >> 8);
        u8(value);
    }

    @Override
    public void u32(int value) {
        u16(value >> 16);
        u16(value);
    }

    @Override
    public void name(DomainName name) {
        plainName(name);
    }

    @Override
    public void plainName(DomainName name) {
        int place = reserve(name.wireOctets());
        name.copyWireTo(bytes, place);
    }

    @Override
    public void bytes(byte[] written) {
        int place = reserve(written.length);
        System.arraycopy(written, 0, bytes, place, written.length);
    }

    @Override
    public void octets(Octets octets) {
        int place = reserve(octets.length());
        octets.copyTo(bytes, place);
    }

    private int reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        length += count;
        return length - count;
    }
}
