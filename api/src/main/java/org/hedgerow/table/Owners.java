package org.hedgerow.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.hedgerow.DomainName;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;

/** The records that a table is made of, by their owners, which get their numbers here: aliases first. */
final class Owners implements NameIndex.Names {
    private final ResourceRecord[] records;
    private final NameIndex.Numbering numbers = new NameIndex.Numbering();
    private final int aliases;
    private int[] firstRecord = new int[8]; // of each number
    private final int[] from; // where each number's records begin in inOrder
    private final int[] inOrder; // the records by number, those of one in the order given

    Owners(Collection<ResourceRecord> collection) {
        records = collection.toArray(ResourceRecord[]::new);
        for (int i = 0; i < records.length; i++) {
            if (records[i].type().equals(RecordType.CNAME)) {
                number(i);
            }
        }
        aliases = numbers.size();
        int[] owner = new int[records.length];
        for (int i = 0; i < records.length; i++) {
            owner[i] = number(i);
        }
        from = new int[numbers.size() + 1];
        inOrder = group(owner, from);
    }

    private int number(int record) {
        DomainName name = records[record].name();
        int known = numbers.find(name, this);
        if (known != NameIndex.NONE) {
            return known;
        }
        int number = numbers.add(name);
        if (number == firstRecord.length) {
            firstRecord = Arrays.copyOf(firstRecord, 2 * number);
        }
        firstRecord[number] = record;
        return number;
    }

    /** Sorts by counting. */
    private static int[] group(int[] owner, int[] from) {
        for (int each : owner) {
            from[each + 1]++;
        }
        for (int i = 1; i < from.length; i++) {
            from[i] += from[i - 1];
        }
        int[] next = from.clone();
        int[] inOrder = new int[owner.length];
        for (int record = 0; record < owner.length; record++) {
            inOrder[next[owner[record]]++] = record;
        }
        return inOrder;
    }

    @Override
    public boolean isNamed(int number, DomainName name) {
        return records[firstRecord[number]].name().equals(name);
    }

    /** The numbers given so far, for those who go on numbering. */
    NameIndex.Numbering numbers() {
        return numbers;
    }

    int count() {
        return from.length - 1;
    }

    /** How many owners have a CNAME record; theirs are the lowest numbers. */
    int aliases() {
        return aliases;
    }

    /** The records of one owner, at least one, in the order given. */
    List<ResourceRecord> records(int number) {
        int start = from[number];
        int size = from[number + 1] - start;
        return new AbstractList<>() {
            @Override
            public ResourceRecord get(int index) {
                return records[inOrder[start + index]];
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
