package org.hedgerow.line;

import java.util.concurrent.TimeUnit;
import org.hedgerow.wire.shared.StreamPump;

/**
 * Finds the queries in the bytes of a client. The format defines no end of a message and real programs differ: LF and
 * CRLF end a query, and so does a short silence.
 *
 * <p>Some clients send a name and its line end in two packets, and the silence between them may look like the end. So a
 * lone line end after a query that silence ended is that query's own, and a client that has once used LF is given
 * {@link #PATIENCE_NANOS} to send the next.
 */
final class LineFraming implements StreamPump.Input, LineBuffer.Lines {
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LineBuffer buffer = new LineBuffer();
    private final Queries queries;
    private boolean usedLf;
    private boolean afterBare;
    private boolean carriageReturned;
    private boolean stopped;
    private boolean tooLong;

    /** Takes the queries as they are found. */
    interface Queries {

        /**
         * A query, without its end and the blanks around it.
         *
         * @return whether to go on; otherwise the rest is kept until {@link LineFraming#resume}
         */
        boolean query(byte[] bytes, int from, int to, LineEnd end);

        /** The last query, which silence had ended, ends so after all. */
        void lateEnd(LineEnd end);
    }

    LineFraming(Queries queries) {
        this.queries = queries;
    }

    void feed(byte[] chunk, int from, int to) {
        if (stopped || tooLong) {
            // What a transport had read before it was told to pause.
            buffer.add(chunk, from, to);
            return;
        }
        fed(buffer.feed(chunk, from, to, this));
    }

    /** Goes on after a stop. */
    void resume() {
        fed(buffer.resume(this));
    }

    private void fed(boolean more) {
        stopped = !more && !tooLong;
        tooLong |= !stopped && buffer.size() > LineFormat.MAX_LINE_OCTETS;
    }

    /** Silence, or the end of the input, ends the query that has begun. */
    void endBare() {
        if (stopped || tooLong || buffer.size() == 0) {
            return;
        }
        byte[] bytes = buffer.bytes();
        int from = buffer.from();
        int to = buffer.to();
        buffer.clear();
        carriageReturned = bytes[to - 1] == '\r';
        stopped = !found(bytes, from, carriageReturned ? to - 1 : to, LineEnd.BARE);
    }

    @Override
    public boolean line(byte[] bytes, int from, int to) {
        if (to - from > LineFormat.MAX_LINE_OCTETS) {
            tooLong = true;
            return false;
        }
        boolean crlf = to > from && bytes[to - 1] == '\r';
        LineEnd end = crlf ? LineEnd.CRLF : LineEnd.LF;
        boolean lone = to - from == (crlf ? 1 : 0);
        boolean late = lone && afterBare;
        afterBare = false;
        usedLf = true;
        if (late) {
            queries.lateEnd(carriageReturned ? LineEnd.CRLF : end);
            return true;
        }
        return found(bytes, from, crlf ? to - 1 : to, end);
    }

    @Override
    public boolean hasPartial() {
        return !stopped && !tooLong && buffer.size() > 0;
    }

    @Override
    public int buffered() {
        return buffer.capacity();
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void clear() {
        buffer.clear();
        stopped = false;
    }

    /** Whether more came without a line end than any query may have. */
    boolean isTooLong() {
        return tooLong;
    }

    /** How much silence ends a query of this client. */
    long graceNanos(long usual) {
        return usedLf ? Math.max(usual, PATIENCE_NANOS) : usual;
    }

    /** An empty line asks nothing. */
    private boolean found(byte[] bytes, int from, int to, LineEnd end) {
        int start = from;
        int stop = to;
        while (start < stop && bytes[start] == ' ') {
            start++;
        }
        while (start < stop && bytes[stop - 1] == ' ') {
            stop--;
        }
        if (start == stop) {
            return true;
        }
        afterBare = end == LineEnd.BARE;
        return queries.query(bytes, start, stop, end);
    }
}
