package org.hedgerow.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.Answer;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;

/**
 * A hash table in three flat arrays: a look-up touches few cache lines, and they are what a look-up costs.
 *
 * <p>{@code slots} is open-addressed with linear probing and at most half full; a slot holds 1 + the number of the name,
 * 0 is empty. The answers of name {@code n} are {@code answers[first[n]] .. answers[first[n + 1] - 1]}, one for each
 * type. {@code hashes} spares most looks at the names of others.
 */
final class PackedTable implements Table {
    // The one that answers a question for any type comes first; the others stay in the order given, as the sort is
    // stable.
    private static final Comparator<RecordType> ADDRESSES_FIRST =
            Comparator.comparing((RecordType type) -> type.equals(RecordType.A) ? 0 : type.isAddress() ? 1 : 2);

    private final int[] slots;
    private final int[] hashes;
    private final int[] first;
    private final Found[] answers;
    private final int records;

    private PackedTable(int[] slots, int[] hashes, int[] first, Found[] answers, int records) {
        this.slots = slots;
        this.hashes = hashes;
        this.first = first;
        this.answers = answers;
        this.records = records;
    }

    static PackedTable of(Collection<ResourceRecord> records) {
        Map<DomainName, Map<RecordType, List<ResourceRecord>>> byName = new LinkedHashMap<>();
        for (ResourceRecord each : records) {
            byName.computeIfAbsent(each.name(), name -> new LinkedHashMap<>(2))
                    .computeIfAbsent(each.type(), type -> new ArrayList<>(1))
                    .add(each);
        }
        int[] slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, byName.size())) * 4)];
        int[] hashes = new int[byName.size()];
        int[] first = new int[byName.size() + 1];
        List<Found> answers = new ArrayList<>(byName.size());
        int number = 0;
        for (Map.Entry<DomainName, Map<RecordType, List<ResourceRecord>>> entry : byName.entrySet()) {
            entry.getValue().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(ADDRESSES_FIRST))
                    .forEach(sameType -> answers.add(new Found(sameType.getValue())));
            hashes[number] = spread(entry.getKey());
            first[number + 1] = answers.size();
            int slot = hashes[number] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = ++number;
        }
        return new PackedTable(slots, hashes, first, answers.toArray(Found[]::new), records.size());
    }

    @Override
    public Answer find(Question question) {
        DomainName name = question.name();
        int hash = spread(name);
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && answers[first[number]].first().name().equals(name)) {
                return ofType(number, question.type());
            }
        }
        return NotFound.NAME;
    }

    private Answer ofType(int number, RecordType type) {
        if (type.equals(RecordType.ANY)) {
            return answers[first[number]];
        }
        for (int i = first[number]; i < first[number + 1]; i++) {
            if (answers[i].first().type().equals(type)) {
                return answers[i];
            }
        }
        return NotFound.TYPE;
    }

    @Override
    public int size() {
        return records;
    }

    @Override
    public String toString() {
        return "table of " + records + " records" + (records <= 4 ? " " + Arrays.toString(answers) : "");
    }

    /** The low bits pick the slot, so the high ones must reach them (Fibonacci hashing). */
    private static int spread(DomainName name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
