package org.hedgerow.server.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where the records are that were read, in little space, as there may be millions. */
final class Places {
    private final List<String> sources = new ArrayList<>(); // of the parts
    private final List<Integer> firsts = new ArrayList<>(); // the first record of each part
    private int[] lines = new int[64];
    private int count;

    /** What is read from now on is another part, of the file of that name. */
    void begin(String source) {
        sources.add(source);
        firsts.add(count);
    }

    /** The next record is in that line. */
    void add(int line) {
        if (count == lines.length) {
            lines = Arrays.copyOf(lines, count + (count >> 1));
        }
        lines[count++] = line;
    }

    /** Where record {@code index} is, of all in their order. */
    Place of(int index) {
        int found = Collections.binarySearch(firsts, index + 1);
        int part = (found < 0 ? -found - 1 : firsts.indexOf(index + 1)) - 1; // the last that begins at or before it
        return new Place(part, sources.get(part), lines[index]);
    }

    /** That line of the part that is read. */
    Place here(int line) {
        int part = sources.size() - 1;
        return new Place(part, sources.get(part), line);
    }
}
