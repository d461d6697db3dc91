package org.hedgerow.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;

/**
 * Records as they come, each packed. Before it an entry has the address of the previous one of the same owner, and the number
 * of the record, or of the first that it repeats.
 */
final class RecordLog implements NameIndex.Names {
    private final NameIndex.Numbering numbers = new NameIndex.Numbering(8);
    private final Chunks entries = new Chunks();
    private final BitSet aliases = new BitSet();
    private final PackWriter writer = new PackWriter();
    private int[] newest = new int[8]; // the address of each owner's last record
    private int records;

    /**
     * Adds a record.
     *
     * @throws RecordConflictException if it cannot be beside one that has been added
     */
    void add(ResourceRecord record) {
        int number = numbers.find(record.name(), this);
        int place = number == NameIndex.NONE ? records : placeBesideOthers(record, number);
        records++;
        int previous = number == NameIndex.NONE ? Chunks.NOWHERE : newest[number];
        if (number == NameIndex.NONE) {
            number = numbers.add(record.name());
            if (number == newest.length) {
                newest = Arrays.copyOf(newest, 2 * number);
            }
        }
        writer.clear();
        writer.u32(previous);
        writer.u32(place);
        PackedSet.write(List.of(record), writer);
        newest[number] = entries.add(writer.octets(), 0, writer.size());
        if (record.type().equals(RecordType.CNAME)) {
            aliases.set(number);
        }
    }

    /**
     * Most records go with all that they can meet; the others look at them, up to the last of their own kind, which they
     * repeat then, and whose place they take.
     */
    private int placeBesideOthers(ResourceRecord record, int owner) {
        boolean isSingle = Coexistence.isSingle(record.type());
        if (!isSingle && (!aliases.get(owner) || record.type().isAllowedBesideCname())) {
            return records;
        }
        int address = newest[owner];
        while (address != Chunks.NOWHERE) {
            PackReader reader = entries.read(address);
            address = reader.s32();
            int place = reader.s32();
            ResourceRecord earlier = PackedSet.read(reader).get(0);
            String expected = Coexistence.expectation(earlier, record);
            if (expected != null) {
                throw new RecordConflictException(expected, record, place);
            }
            if (isSingle && earlier.type().equals(record.type())) {
                return place;
            }
        }
        return records;
    }

    @Override
    public boolean isNamed(int number, DomainName name) {
        int address = newest[number];
        return PackedSet.isNamed(entries.octets(address), Chunks.offset(address) + Owners.HEADER_OCTETS, name);
    }

    /** All of them by owner. No more can be added then. */
    Owners owners() {
        return new Owners(entries, newest, numbers.toHashes(), aliases);
    }
}
