package org.hedgerow.server.tables;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is odd about files that are read all the same: of each kind, in each file, the first, and how many there are. */
final class Warnings {
    private final Map<Kind, First> firsts = new LinkedHashMap<>();

    private record Kind(String source, String kind) {}

    private static final class First {
        private final Place place;
        private final String text;
        private int count = 1;

        First(Place place, String text) {
            this.place = place;
            this.text = text;
        }

        @Override
        public String toString() {
            return place + ": " + text + (count == 1 ? "" : " (the first of " + count + ")");
        }
    }

    /** Notes one of the kind, which is described by {@code text} if it is the first of its file. */
    void add(Place place, String kind, String text) {
        First first = firsts.putIfAbsent(new Kind(place.source(), kind), new First(place, text));
        if (first != null) {
            first.count++;
        }
    }

    /** A line of text for each kind in each file, in the order in which they came up. */
    List<String> described() {
        return firsts.values().stream().map(First::toString).toList();
    }
}
