package org.hedgerow.table;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * Records of one name, type and TTL as octets: the type, the name, the TTL, how many records there are, and of each its
 * spelling of the name, if it is another one, and the data.
 */
final class PackedSet {
    /** How far behind the beginning the name is, as it is on the wire. */
    private static final int NAME = 3;

    private static final int SAME_SPELLING = 0;
    private static final int OWN_SPELLING = 1;

    private PackedSet() {}

    static void write(List<ResourceRecord> set, PackWriter to) {
        ResourceRecord first = set.get(0);
        to.u16(first.type().code());
        to.name(first.name());
        to.number(first.ttl());
        to.number(set.size());
        for (ResourceRecord each : set) {
            if (isSpelledAlike(each.name(), first.name())) {
                to.octet(SAME_SPELLING);
            } else {
                to.octet(OWN_SPELLING);
                to.name(each.name());
            }
            int start = to.size();
            each.data().writeTo(to);
            to.lengthSince(start);
        }
    }

    private static boolean isSpelledAlike(DomainName one, DomainName other) {
        return one.isSpelledAs(other) && one.octets() == other.octets();
    }

    /** Reads all of a set; an unmodifiable list. */
    static List<ResourceRecord> read(PackReader from) {
        RecordType type = RecordType.of(from.u16());
        DomainName name = from.name();
        int ttl = from.number();
        int count = from.number();
        if (count == 1) {
            return List.of(record(name, type, ttl, from));
        }
        List<ResourceRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(record(name, type, ttl, from));
        }
        return List.copyOf(records);
    }

    private static ResourceRecord record(DomainName setName, RecordType type, int ttl, PackReader from) {
        DomainName name = from.octet() == OWN_SPELLING ? from.name() : setName;
        int length = from.number();
        return new ResourceRecord(name, type, ttl, from.data(type, length));
    }

    /** Where a set of one record ends, whose name is that of the set. */
    static int endOfSingle(byte[] octets, int at) {
        PackReader from = new PackReader(octets, at);
        from.skip(NAME - 1);
        from.skipName();
        from.number();
        from.skip(2);
        int length = from.number();
        return from.position() + length;
    }

    static int type(byte[] octets, int at) {
        return (octets[at] & 0xFF) << 8 | (octets[at + 1] & 0xFF);
    }

    static DomainName name(byte[] octets, int at) {
        return DomainName.unpack(octets, at + NAME - 1);
    }

    /** Whether the set's is this name. */
    static boolean isNamed(byte[] octets, int at, DomainName name) {
        return name.isOnWireInAnyCase(octets, at + NAME);
    }

    /** Whether this name is what is left of the set's without its first octets on the wire. */
    static boolean isBelow(byte[] octets, int at, int skipped, DomainName name) {
        return name.isOnWireInAnyCase(octets, at + NAME + skipped);
    }

    /** Whether the name is spelled so, but for a final dot. */
    static boolean isSpelledAs(byte[] octets, int at, DomainName name) {
        return name.isOnWire(octets, at + NAME);
    }
}
