package org.hedgerow.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.hedgerow.record.ResourceRecord;

/** The records that a table is made of, by their owners. */
final class Owners {
    /** What an entry has before its record. */
    static final int HEADER_OCTETS = 8;

    private final Chunks entries;
    private final int[] newest;
    private final int[] hashes;
    private final BitSet aliases;

    /**
     * The owners.
     *
     * @param entries their records
     * @param newest where the last one of each owner is
     * @param hashes of their names
     * @param aliases which of them have a CNAME record
     */
    Owners(Chunks entries, int[] newest, int[] hashes, BitSet aliases) {
        this.entries = entries;
        this.newest = newest;
        this.hashes = hashes;
        this.aliases = aliases;
    }

    int count() {
        return hashes.length;
    }

    /** How many of them have a CNAME record. */
    int aliases() {
        return aliases.cardinality();
    }

    /**
     * Moves all records, owner by owner, those with a CNAME record first, and lets go of them here as it goes on.
     *
     * @param numbers gets their names' hashes in the same order
     */
    void moveTo(RecordSets.Builder sets, NameIndex.Numbering numbers) {
        for (int i = aliases.nextSetBit(0); i >= 0; i = aliases.nextSetBit(i + 1)) {
            move(i, sets, numbers);
        }
        for (int i = aliases.nextClearBit(0); i < count(); i = aliases.nextClearBit(i + 1)) {
            move(i, sets, numbers);
        }
    }

    private void move(int owner, RecordSets.Builder sets, NameIndex.Numbering numbers) {
        numbers.add(hashes[owner]);
        int address = newest[owner];
        if (previous(address) == Chunks.NOWHERE) {
            sets.addSingle(entries.octets(address), Chunks.offset(address) + HEADER_OCTETS);
            entries.release(address);
        } else {
            Owner.sets(take(address)).forEach(sets::add);
        }
        sets.next();
    }

    private int previous(int address) {
        return entries.read(address).s32();
    }

    /** The records up to the one at the address, in the order that they came in. */
    private List<ResourceRecord> take(int newestAddress) {
        List<ResourceRecord> records = new ArrayList<>();
        int address = newestAddress;
        while (address != Chunks.NOWHERE) {
            PackReader reader = entries.read(address);
            int previous = reader.s32();
            reader.s32();
            records.addAll(PackedSet.read(reader));
            entries.release(address);
            address = previous;
        }
        Collections.reverse(records);
        return records;
    }
}
