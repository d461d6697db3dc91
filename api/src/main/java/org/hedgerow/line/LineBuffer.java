package org.hedgerow.line;

import org.hedgerow.wire.shared.KeptBytes;

/**
 * Cuts the chunks of a stream at line feeds, in place where a line lies within one chunk, and keeps what no line feed
 * has ended yet.
 */
final class LineBuffer extends KeptBytes {
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
        if (size() > 0) {
            add(chunk, chunkFrom, chunkTo);
            return resume(lines);
        }
        int start = chunkFrom;
        boolean more = true;
        for (int end; more && (end = LineText.indexOf(chunk, start, chunkTo, '\n')) >= 0; ) {
            more = lines.line(chunk, start, end);
            start = end + 1;
        }
        add(chunk, start, chunkTo);
        searched = more ? size() : 0;
        return more;
    }

    /** Cuts what was kept; false if {@code lines} stopped it. */
    boolean resume(Lines lines) {
        while (true) {
            byte[] bytes = bytes();
            int start = from();
            int end = LineText.indexOf(bytes, start + searched, to(), '\n');
            if (end < 0) {
                searched = size();
                return true;
            }
            skip(end + 1 - start);
            if (!lines.line(bytes, start, end)) {
                return false;
            }
        }
    }

    @Override
    public void skip(int octets) {
        super.skip(octets);
        searched = 0;
    }

    @Override
    public void clear() {
        super.clear();
        searched = 0;
    }
}
