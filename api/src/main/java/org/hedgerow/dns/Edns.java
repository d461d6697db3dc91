package org.hedgerow.dns;

import java.util.Arrays;
import org.hedgerow.ExtendedError;
import org.jspecify.annotations.Nullable;

/**
 * What the record OPT of a message says of its sender (RFC 6891).
 *
 * @param payload the longest datagram that it takes
 * @param version 0 is what there is
 * @param dnssecOk the bit DO, which is returned (RFC 3225)
 * @param highRcode the upper bits of the response code, where they belong
 * @param extendedError that of RFC 8914, null if there is none; other options are not heeded
 */
record Edns(
        int payload,
        int version,
        boolean dnssecOk,
        int highRcode,
        @Nullable ExtendedError extendedError) {
    static final int TYPE = 41;
    static final int DNSSEC_OK = 0x8000;

    /** Octets of a record OPT without options. */
    static final int OCTETS = 11;

    /** Passes over so many records of a query and returns what OPT among them says; null if it is not among them. */
    static @Nullable Edns read(DnsReader reader, int records) throws BadMessageException {
        return read(reader, records, true);
    }

    /** The same of a reply, whose oddities harm nobody: of several OPT records the first counts, and options that can be read. */
    static @Nullable Edns readReply(DnsReader reader, int records) throws BadMessageException {
        return read(reader, records, false);
    }

    private static @Nullable Edns read(DnsReader reader, int records, boolean strict) throws BadMessageException {
        Edns edns = null;
        for (int left = records; left > 0; left--) {
            boolean root = reader.skipName();
            int type = reader.u16();
            int payload = reader.u16();
            int ttl = reader.s32();
            int length = reader.u16();
            if (type == TYPE && edns == null && root) {
                ExtendedError error = extendedError(reader, length, strict);
                edns = new Edns(payload, ttl >> 16 & 0xFF, (ttl & DNSSEC_OK) != 0, ttl >>> 24 << 4, error);
            } else if (type == TYPE && strict) {
                throw new BadMessageException("OPT twice, or not of the root");
            } else {
                reader.skip(length);
            }
        }
        return edns;
    }

    /** Writes what a client says of itself, without options, and returns where it ends. */
    static int write(int payload, boolean dnssecOk, byte[] target, int at) {
        target[at] = 0; // of the root
        DnsHeader.u16(target, at + 1, TYPE);
        DnsHeader.u16(target, at + 3, payload);
        Arrays.fill(target, at + 5, at + OCTETS, (byte) 0);
        DnsHeader.u16(target, at + 7, dnssecOk ? DNSSEC_OK : 0);
        return at + OCTETS;
    }

    private static @Nullable ExtendedError extendedError(DnsReader reader, int octets, boolean strict)
            throws BadMessageException {
        ExtendedError error = null;
        int left = octets;
        while (left >= 4) {
            int option = reader.u16();
            int length = reader.u16();
            left -= 4;
            if (length > left) {
                break;
            }
            left -= length;
            if (option == ErrorOption.CODE && length >= 2) {
                error = ErrorOption.read(reader, length);
            } else {
                reader.skip(length);
            }
        }
        if (left != 0 && strict) {
            throw new BadMessageException("an option that is longer than its record");
        }
        reader.skip(left);
        return error;
    }
}
