package org.hedgerow.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;

/** The data of records as it is in DNS messages. */
final class DnsData {
    private DnsData() {}

    /** Reads data of {@code length} octets, of which every one has to have a meaning. */
    static RecordData read(DnsReader from, RecordType type, int length) throws BadMessageException {
        int end = from.position() + length;
        if (length > from.left()) {
            throw new BadMessageException("the message ends early");
        }
        RecordData data = switch (type.code()) {
            case 1, 28 -> address(from, type, length);
            case 2, 5, 12 -> new RecordData.Host(from.name());
            case 6 ->
                new RecordData.Soa(
                        from.name(),
                        from.name(),
                        from.s32(),
                        seconds(from),
                        seconds(from),
                        seconds(from),
                        seconds(from));
            case 15 -> new RecordData.Mx(from.u16(), from.name());
            case 16 -> text(from, end);
            case 33 -> new RecordData.Srv(from.u16(), from.u16(), from.u16(), from.name());
            case 257 -> caa(from, end);
            case 3, 4, 7, 8, 9, 39 -> expanded(from, 0, 1, 0); // MD, MF, MB, MG, MR, DNAME
            case 14, 17 -> expanded(from, 0, 2, 0); // MINFO, RP
            case 18, 21, 36 -> expanded(from, 2, 1, 0); // AFSDB, RT, KX
            case 26 -> expanded(from, 2, 2, 0); // PX
            case 24 -> expanded(from, 18, 1, end); // SIG
            case 30 -> expanded(from, 0, 1, end); // NXT
            case 35 -> expanded(from, beforeNaptrName(from), 1, 0);
            default -> new RecordData.Opaque(octets(from, end));
        };
        if (from.position() != end) {
            throw new BadMessageException("data of " + type + " of another length than it says");
        }
        return data;
    }

    /** Writes the data; names of the types of RFC 1035 are compressed, others must not be (RFC 3597, section 4). */
    static void write(RecordData data, DnsWriter to) {
        if (data instanceof RecordData.Address address) {
            to.octets(address.address().getAddress());
        } else if (data instanceof RecordData.Host host) {
            to.name(host.name());
        } else if (data instanceof RecordData.Soa soa) {
            to.name(soa.primary());
            to.name(soa.mailbox());
            to.u32(soa.serial());
            to.u32(soa.refresh());
            to.u32(soa.retry());
            to.u32(soa.expire());
            to.u32(soa.minimum());
        } else if (data instanceof RecordData.Mx mx) {
            to.u16(mx.preference());
            to.name(mx.exchange());
        } else if (data instanceof RecordData.Txt text) {
            for (Octets each : text.strings()) {
                to.u8(each.length());
                octets(each, to);
            }
        } else if (data instanceof RecordData.Srv srv) {
            to.u16(srv.priority());
            to.u16(srv.weight());
            to.u16(srv.port());
            to.plainName(srv.target());
        } else if (data instanceof RecordData.Caa caa) {
            to.u8(caa.flags());
            to.u8(caa.tag().length());
            to.octets(caa.tag().getBytes(StandardCharsets.US_ASCII));
            octets(caa.value(), to);
        } else if (data instanceof RecordData.Opaque opaque) {
            octets(opaque.octets(), to);
        }
    }

    private static RecordData address(DnsReader from, RecordType type, int length) throws BadMessageException {
        if (length != (type.equals(RecordType.A) ? 4 : 16)) {
            throw new BadMessageException("an address of " + length + " octets in " + type);
        }
        return AddressSection.address(from.octets(length));
    }

    /** Times above 2^31 - 1 mean nothing more (RFC 2181, section 8, says so of TTLs). */
    private static int seconds(DnsReader from) throws BadMessageException {
        int seconds = from.s32();
        return seconds < 0 ? Integer.MAX_VALUE : seconds;
    }

    /** There should be one string at least, but some servers send none, which harms nobody. */
    private static RecordData text(DnsReader from, int end) throws BadMessageException {
        List<Octets> strings = new ArrayList<>(1);
        while (from.position() < end) {
            int length = from.u8();
            if (length > end - from.position()) {
                throw new BadMessageException("a string that is longer than its record");
            }
            strings.add(octets(from, from.position() + length));
        }
        return new RecordData.Txt(strings);
    }

    private static RecordData caa(DnsReader from, int end) throws BadMessageException {
        int flags = from.u8();
        int length = from.u8();
        if (length > end - from.position()) {
            throw new BadMessageException("a tag that is longer than its record");
        }
        String tag = new String(from.octets(length), StandardCharsets.ISO_8859_1);
        Octets value = octets(from, end);
        try {
            return new RecordData.Caa(flags, tag, value);
        } catch (IllegalArgumentException e) {
            throw new BadMessageException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Data whose names may be compressed, so that they mean nothing elsewhere (RFC 3597, section 4): whole names behind
     * {@code leading} octets.
     *
     * @param restEnd where the data ends that follows the names; 0 if nothing does
     */
    private static RecordData expanded(DnsReader from, int leading, int names, int restEnd) throws BadMessageException {
        int most = leading + names * DomainName.MAX_WIRE_OCTETS + Math.max(0, restEnd - from.position());
        byte[] octets = Arrays.copyOf(from.octets(leading), most);
        int length = leading;
        for (int i = 0; i < names; i++) {
            DomainName name = from.name();
            name.copyWireTo(octets, length);
            length += name.wireOctets();
        }
        int rest = Math.max(0, restEnd - from.position());
        System.arraycopy(from.message(), from.position(), octets, length, rest);
        from.skip(rest);
        if (length + rest > RecordData.MAX_OCTETS) {
            throw new BadMessageException("data that is too long once its names are whole");
        }
        return new RecordData.Opaque(Octets.of(octets, 0, length + rest));
    }

    /** How many octets of a NAPTR record come before its name: two numbers and three strings (RFC 3403, section 4.1). */
    private static int beforeNaptrName(DnsReader from) throws BadMessageException {
        int start = from.position();
        from.skip(4);
        for (int i = 0; i < 3; i++) {
            from.skip(from.u8());
        }
        int octets = from.position() - start;
        from.back(octets);
        return octets;
    }

    private static Octets octets(DnsReader from, int end) throws BadMessageException {
        int start = from.position();
        from.skip(end - start);
        return Octets.of(from.message(), start, end);
    }

    private static void octets(Octets octets, DnsWriter to) {
        int place = to.reserve(octets.length()); // upon which the array may be another
        octets.copyTo(to.bytes(), place);
    }
}
