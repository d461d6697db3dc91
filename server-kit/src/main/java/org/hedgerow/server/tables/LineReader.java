package org.hedgerow.server.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one after the other, in one buffer for all of them. A line ends with LF or CRLF, or where the
 * stream ends; a byte order mark before one is passed over, as files have it that were put together of several. Whatever
 * else a line holds is for others to judge.
 */
final class LineReader {
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final String LONGEST = "at most " + TableFile.MAX_LINE_OCTETS + " octets in a line";
    private static final int MAX_SKIPPED_OCTETS = 1024 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER_OCTETS]; // a larger one from a line on that needs it
    private int limit; // up to where the buffer is filled
    private int next; // where the next line begins

    // The line.
    private int from;
    private int to;
    private int number;

    private LineReader(InputStream in) {
        this.in = in;
    }

    /** Over a stream, which somebody else closes. Reads the first of it. */
    static LineReader over(InputStream in) throws IOException {
        LineReader lines = new LineReader(in);
        lines.limit = in.readNBytes(lines.buffer, 0, BUFFER_OCTETS);
        return lines;
    }

    /** The lines at the beginning once more, as far as the buffer holds them; before the first line is read. */
    LineReader beginning() throws IOException {
        return over(new ByteArrayInputStream(buffer, next, limit - next));
    }

    /**
     * Goes on to the next line; false if there is none.
     *
     * @throws TooMuchException if the line is so long that this is no text, and the rest is not worth reading
     */
    boolean next() throws IOException {
        from = next;
        number++;
        int skipped = 0;
        int at = from;
        while (true) {
            for (; at < limit; at++) {
                if (buffer[at] == '\n') {
                    return end(at > from && buffer[at - 1] == '\r' ? at - 1 : at, at + 1);
                }
            }
            int length =
                    Math.min(limit - from, TableFile.MAX_LINE_OCTETS + 2); // the beginning is enough of a longer one
            skipped += limit - from - length;
            if (skipped > MAX_SKIPPED_OCTETS) {
                throw new TooMuchException("expected " + LONGEST + ", found more than " + MAX_SKIPPED_OCTETS);
            }
            limit = from + length;
            if (!fill()) {
                return length > 0 && end(limit, limit);
            }
            at = from + length;
        }
    }

    private boolean end(int to, int next) {
        this.to = to;
        this.next = next;
        int mark = BYTE_ORDER_MARK.length;
        if (to - from >= mark && Arrays.equals(buffer, from, from + mark, BYTE_ORDER_MARK, 0, mark)) {
            from += mark;
        }
        return true;
    }

    /** Reads more, for which the line moves to the front of the buffer if that is full; false at the end. */
    private boolean fill() throws IOException {
        if (limit == buffer.length && from == 0) {
            buffer = Arrays.copyOf(buffer, 2 * limit);
        } else if (limit == buffer.length) {
            limit -= from;
            System.arraycopy(buffer, from, buffer, 0, limit);
            from = 0;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(read, 0);
        return read >= 0;
    }

    /** Which line it is, from 1 on; the one that was looked for, if that has failed. */
    int number() {
        return number;
    }

    /** Adds what the line has to the fields. */
    void addTo(Fields fields) throws BadLineException {
        if (to - from > TableFile.MAX_LINE_OCTETS) {
            throw new BadLineException(LONGEST, buffer, from, to);
        }
        fields.add(buffer, from, to);
    }
}
