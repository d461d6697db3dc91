package org.hedgerow.server.tables;

import java.util.Comparator;

/**
 * A line of a file, in the order of reading.
 *
 * @param part the how-manyth part of a file it is in: a file that includes another is read in two parts
 * @param source what the file is called
 * @param line the number of the line, from 1 on
 */
record Place(int part, String source, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::part).thenComparingInt(Place::line);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** How a complaint about a line of {@code file} tells of this one. */
    String toldIn(String file) {
        return file.equals(source) ? "line " + line : toString();
    }

    @Override
    public String toString() {
        return source + ":" + line;
    }
}
