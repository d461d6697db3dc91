package org.hedgerow.wire;

import java.util.Arrays;

/**
 * Cuts the chunks of a stream at line feeds, in place where a line lies within one chunk, and keeps what no line feed
 * has ended yet.
 */
final class LineBuffer {
    private static final byte[] NOTHING = {};

    private byte[] kept = NOTHING;
    private int from;
    private int to;
    private int searched; // no line feed in kept before this index

    /** Takes the lines as they are cut. */
    interface Lines {

        /**
         * A line, from {@code from} up to but without the line feed.
         *
         * @return whether to go on; otherwise the rest is kept until {@link LineBuffer#resume}
         */
        boolean line(byte[] bytes, int from, int to);
    }

    /** Cuts the chunk, and what was kept before it; false if {@code lines} stopped it. */
    boolean feed(byte[] chunk, int chunkFrom, int chunkTo, Lines lines) {
        if (from < to) {
            append(chunk, chunkFrom, chunkTo);
            return resume(lines);
        }
        int start = chunkFrom;
        for (int end; (end = LineText.indexOf(chunk, start, chunkTo, '\n')) >= 0; ) {
            boolean more = lines.line(chunk, start, end);
            start = end + 1;
            if (!more) {
                keep(chunk, start, chunkTo);
                return false;
            }
        }
        keep(chunk, start, chunkTo);
        searched = to;
        return true;
    }

    /** Keeps the chunk after what was kept before it, and cuts nothing. */
    void add(byte[] chunk, int chunkFrom, int chunkTo) {
        if (from < to) {
            append(chunk, chunkFrom, chunkTo);
        } else {
            keep(chunk, chunkFrom, chunkTo);
        }
    }

    /** Cuts what was kept; false if {@code lines} stopped it. */
    boolean resume(Lines lines) {
        for (int end; (end = LineText.indexOf(kept, Math.max(from, searched), to, '\n')) >= 0; ) {
            int start = from;
            from = end + 1;
            if (!lines.line(kept, start, end)) {
                return false;
            }
        }
        searched = to;
        if (from == to) {
            clear();
        }
        return true;
    }

    /** The kept bytes are {@code bytes()[from()] .. bytes()[to() - 1]}. */
    byte[] bytes() {
        return kept;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    /** Drops the first {@code octets} of what is kept. */
    void skip(int octets) {
        from += octets;
        if (from == to) {
            clear();
        }
    }

    void clear() {
        kept = NOTHING; // an idle connection holds no buffer
        from = 0;
        to = 0;
        searched = 0;
    }

    private void keep(byte[] chunk, int chunkFrom, int chunkTo) {
        clear();
        if (chunkFrom < chunkTo) {
            kept = Arrays.copyOfRange(chunk, chunkFrom, chunkTo);
            to = kept.length;
        }
    }

    private void append(byte[] chunk, int chunkFrom, int chunkTo) {
        int size = to - from;
        int added = chunkTo - chunkFrom;
        if (to + added > kept.length) {
            byte[] larger = new byte[Math.max(size + added, 2 * size)];
            System.arraycopy(kept, from, larger, 0, size);
            kept = larger;
            searched = Math.max(0, searched - from);
            from = 0;
            to = size;
        }
        System.arraycopy(chunk, chunkFrom, kept, to, added);
        to += added;
    }
}
