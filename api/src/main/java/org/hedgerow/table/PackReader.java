package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DataReader;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;

/** Reads what a {@link PackWriter} has written. */
final class PackReader implements DataReader<RuntimeException> {
    private final byte[] octets;
    private int at;
    private int end; // of the data that is read

    PackReader(byte[] octets, int at) {
        this.octets = octets;
        this.at = at;
    }

    int position() {
        return at;
    }

    int octet() {
        return octets[at++] & 0xFF;
    }

    int u16() {
        return (octet() << 8) | octet();
    }

    int s32() {
        return (u16() << 16) | u16();
    }

    @Override
    public int left() {
        return end - at;
    }

    @Override
    public int u8(String what) {
        return octet();
    }

    @Override
    public int u16(String what) {
        return u16();
    }

    @Override
    public int u32(String what) {
        return s32();
    }

    /** Reads the data of a record, which has so many octets. */
    RecordData data(RecordType type, int length) {
        end = at + length;
        return RecordData.read(type, this);
    }

    @Override
    public IllegalStateException malformed(String problem) {
        return new IllegalStateException(problem);
    }

    int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int octet = octets[at++];
            value |= (octet & 0x7F) << shift;
            if (octet >= 0) {
                return value;
            }
        }
    }

    /** A name, spelled as it was written. */
    @Override
    public DomainName name() {
        DomainName name = DomainName.unpack(octets, at);
        at += name.packedOctets();
        return name;
    }

    void skipName() {
        at++;
        while (octets[at] != 0) {
            at += 1 + octets[at];
        }
        at++;
    }

    @Override
    public byte[] bytes(int length) {
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    void skip(int length) {
        at += length;
    }
}
