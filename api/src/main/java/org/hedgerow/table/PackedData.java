package org.hedgerow.table;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.Octets;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;

/** The data of records as octets. Much as in messages, but that names stay spelled as they are. */
final class PackedData {
    private static final int V4_OCTETS = 4;

    private PackedData() {}

    static void write(RecordData data, PackWriter to) {
        if (data instanceof RecordData.Address address) {
            to.octets(address.address().getAddress());
        } else if (data instanceof RecordData.Host host) {
            to.name(host.name());
        } else if (data instanceof RecordData.Soa soa) {
            to.name(soa.primary());
            to.name(soa.mailbox());
            to.s32(soa.serial());
            to.s32(soa.refresh());
            to.s32(soa.retry());
            to.s32(soa.expire());
            to.s32(soa.minimum());
        } else if (data instanceof RecordData.Mx mx) {
            to.u16(mx.preference());
            to.name(mx.exchange());
        } else if (data instanceof RecordData.Txt text) {
            for (Octets each : text.strings()) {
                to.octet(each.length());
                to.octets(each);
            }
        } else if (data instanceof RecordData.Srv srv) {
            to.u16(srv.priority());
            to.u16(srv.weight());
            to.u16(srv.port());
            to.name(srv.target());
        } else if (data instanceof RecordData.Caa caa) {
            to.octet(caa.flags());
            to.octet(caa.tag().length());
            to.octets(caa.tag().getBytes(StandardCharsets.US_ASCII));
            to.octets(caa.value());
        } else if (data instanceof RecordData.Opaque opaque) {
            to.octets(opaque.octets());
        }
    }

    /** Reads data of {@code length} octets. */
    static RecordData read(RecordType type, PackReader from, int length) {
        int end = from.position() + length;
        return switch (type.code()) {
            case 1, 28 -> new RecordData.Address(address(from.bytes(length)));
            case 2, 5, 12 -> new RecordData.Host(from.name());
            case 6 ->
                new RecordData.Soa(
                        from.name(), from.name(), from.s32(), from.s32(), from.s32(), from.s32(), from.s32());
            case 15 -> new RecordData.Mx(from.u16(), from.name());
            case 16 -> text(from, end);
            case 33 -> new RecordData.Srv(from.u16(), from.u16(), from.u16(), from.name());
            case 257 -> caa(from, end);
            default -> new RecordData.Opaque(from.octets(length));
        };
    }

    private static InetAddress address(byte[] octets) {
        try {
            // Inet6Address keeps ::ffff:1.2.3.4 an IPv6 address; InetAddress would make it an IPv4 one.
            return octets.length == V4_OCTETS
                    ? InetAddress.getByAddress(octets)
                    : Inet6Address.getByAddress(null, octets, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    private static RecordData text(PackReader from, int end) {
        List<Octets> strings = new ArrayList<>(1);
        while (from.position() < end) {
            strings.add(from.octets(from.octet()));
        }
        return new RecordData.Txt(strings);
    }

    private static RecordData caa(PackReader from, int end) {
        int flags = from.octet();
        String tag = new String(from.bytes(from.octet()), StandardCharsets.US_ASCII);
        return new RecordData.Caa(flags, tag, from.octets(end - from.position()));
    }
}
