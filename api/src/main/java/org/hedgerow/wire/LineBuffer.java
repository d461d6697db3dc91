package org.hedgerow.wire;

/**
 * Cuts the chunks of a stream at line feeds, in place where a line lies within one chunk, and keeps what no line feed
 * has ended yet.
 */
final class LineBuffer {
    private final KeptBytes kept = new KeptBytes();
    private int searched; // so many of the kept bytes hold no line feed

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
        if (kept.size() > 0) {
            kept.add(chunk, chunkFrom, chunkTo);
            return resume(lines);
        }
        int start = chunkFrom;
        boolean more = true;
        for (int end; more && (end = LineText.indexOf(chunk, start, chunkTo, '\n')) >= 0; ) {
            more = lines.line(chunk, start, end);
            start = end + 1;
        }
        kept.add(chunk, start, chunkTo);
        searched = more ? kept.size() : 0;
        return more;
    }

    /** Keeps the chunk after what was kept before it, and cuts nothing. */
    void add(byte[] chunk, int chunkFrom, int chunkTo) {
        kept.add(chunk, chunkFrom, chunkTo);
    }

    /** Cuts what was kept; false if {@code lines} stopped it. */
    boolean resume(Lines lines) {
        while (true) {
            byte[] bytes = kept.bytes();
            int start = kept.from();
            int end = LineText.indexOf(bytes, start + searched, kept.to(), '\n');
            if (end < 0) {
                searched = kept.size();
                return true;
            }
            skip(end + 1 - start);
            if (!lines.line(bytes, start, end)) {
                return false;
            }
        }
    }

    /** The kept bytes are {@code bytes()[from()] .. bytes()[to() - 1]}. */
    byte[] bytes() {
        return kept.bytes();
    }

    int from() {
        return kept.from();
    }

    int to() {
        return kept.to();
    }

    int size() {
        return kept.size();
    }

    /** Drops the first {@code octets} of what is kept. */
    void skip(int octets) {
        kept.skip(octets);
        searched = 0;
    }

    void clear() {
        kept.clear();
        searched = 0;
    }
}
