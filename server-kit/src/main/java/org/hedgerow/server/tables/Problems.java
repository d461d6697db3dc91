package org.hedgerow.server.tables;

import java.util.List;
import java.util.TreeSet;

/** The bad lines of table files: all are counted, the first of them described. */
final class Problems {
    private final TreeSet<Problem> first = new TreeSet<>();
    private int total;

    private record Problem(Place place, int order, String text) implements Comparable<Problem> {
        @Override
        public int compareTo(Problem other) {
            int places = place.compareTo(other.place);
            return places == 0 ? Integer.compare(order, other.order) : places;
        }

        @Override
        public String toString() {
            return place + ": " + text;
        }
    }

    /** Notes what is wrong with a line; in any order of lines. */
    void add(Place place, String problem) {
        first.add(new Problem(place, total++, problem));
        if (first.size() > TableFile.MAX_PROBLEMS) {
            first.pollLast();
        }
    }

    /** Fails if there are any. */
    void check() throws TableFileException {
        if (total > 0) {
            List<String> described = first.stream().map(Problem::toString).toList();
            throw new TableFileException(described, total);
        }
    }
}
