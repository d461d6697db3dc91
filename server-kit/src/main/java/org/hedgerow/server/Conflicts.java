package org.hedgerow.server;

import com.google.common.primitives.ImmutableIntArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.DomainName;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;
import org.hedgerow.table.Table;

/**
 * Finds the records of a file that {@link Table#of} would not take beside earlier ones: CNAME records beside others, and
 * second CNAME and SOA records. Remembers names of such records only, as most names of a large file have none.
 */
final class Conflicts {
    private final List<ResourceRecord> records;
    private final ImmutableIntArray lines;
    private final Problems problems;

    // The first record of each name, by its place in the list. What came first may stay.
    private final Map<DomainName, Integer> aliases = new HashMap<>();
    private final Map<DomainName, Integer> zones = new HashMap<>();
    private final Map<DomainName, Integer> others = new HashMap<>();

    /**
     * Of these records.
     *
     * @param lines where each of them is
     * @param problems where conflicts are noted, at the later of two lines
     */
    Conflicts(List<ResourceRecord> records, ImmutableIntArray lines, Problems problems) {
        this.records = records;
        this.lines = lines;
        this.problems = problems;
    }

    void find() {
        for (int i = 0; i < records.size(); i++) {
            ResourceRecord record = records.get(i);
            if (record.type().equals(RecordType.CNAME)) {
                aliases.putIfAbsent(record.name(), i);
            } else if (record.type().equals(RecordType.SOA)) {
                zones.putIfAbsent(record.name(), i);
            }
        }
        if (!aliases.isEmpty() || !zones.isEmpty()) {
            for (int i = 0; i < records.size(); i++) {
                check(i);
            }
        }
    }

    private void check(int place) {
        ResourceRecord record = records.get(place);
        if (record.type().equals(RecordType.CNAME)) {
            checkAlias(place);
            return;
        }
        if (aliases.containsKey(record.name()) && !record.type().isAllowedBesideCname()) {
            others.putIfAbsent(record.name(), place);
            int alias = firstOf(aliases, place);
            if (alias < firstOf(others, place)) {
                note(place, "nothing of %s beside its CNAME record", alias);
                return;
            }
        }
        if (record.type().equals(RecordType.SOA)) {
            checkSame(place, zones);
        }
    }

    private void checkAlias(int place) {
        int other = firstOf(others, place);
        if (other < firstOf(aliases, place)) {
            note(place, "no CNAME record of %s beside its " + records.get(other).type() + " record", other);
        } else {
            checkSame(place, aliases);
        }
    }

    private int firstOf(Map<DomainName, Integer> firsts, int place) {
        return firsts.getOrDefault(records.get(place).name(), place);
    }

    private void checkSame(int place, Map<DomainName, Integer> firsts) {
        ResourceRecord record = records.get(place);
        int first = firstOf(firsts, place);
        if (!record.data().equals(records.get(first).data())) {
            note(place, "no " + record.type() + " record of %s but the one", first);
        }
    }

    private void note(int place, String expected, int earlier) {
        ResourceRecord record = records.get(place);
        String what = String.format(expected, record.name()) + " in line " + lines.get(earlier);
        problems.add(lines.get(place), new BadLineException(what, record.type() + " " + record.data()).problem());
    }
}
