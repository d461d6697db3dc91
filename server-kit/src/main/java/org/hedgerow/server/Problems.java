package org.hedgerow.server;

import java.util.List;
import java.util.TreeMap;

/** The bad lines of a table file: all are counted, the first of them described. */
final class Problems {
    private final String source;
    private final TreeMap<Integer, String> first = new TreeMap<>();
    private int total;

    /**
     * None yet.
     *
     * @param source what the file is called
     */
    Problems(String source) {
        this.source = source;
    }

    /** Notes what is wrong with a line that has not been noted; in any order of lines. */
    void add(int line, String problem) {
        total++;
        first.put(line, source + ":" + line + ": " + problem);
        if (first.size() > TableFile.MAX_PROBLEMS) {
            first.pollLastEntry();
        }
    }

    /** Fails if there are any. */
    void check() throws TableFileException {
        if (total > 0) {
            throw new TableFileException(List.copyOf(first.values()), total);
        }
    }
}
