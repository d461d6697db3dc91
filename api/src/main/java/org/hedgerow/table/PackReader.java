package org.hedgerow.table;

import java.util.Arrays;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;

/** Reads what a {@link PackWriter} has written. */
final class PackReader {
    private final byte[] octets;
    private int at;

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

    DomainName name() {
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

    byte[] bytes(int length) {
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    Octets octets(int length) {
        at += length;
        return Octets.of(octets, at - length, at);
    }

    void skip(int length) {
        at += length;
    }
}
