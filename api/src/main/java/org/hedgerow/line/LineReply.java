package org.hedgerow.line;

import org.hedgerow.wire.InFlightMemory;
import org.jspecify.annotations.Nullable;

/** The reply to one query of a client: how it ends, and its place among those that wait for their turn or for an answer. */
final class LineReply {
    final long arrived;
    private final @Nullable LineCall call; // null if nobody is asked
    private final byte @Nullable [] rejection;
    private LineEnd end;
    private int bytes; // that it holds while it has a place; 0 without one
    private boolean sent;

    /** For a query that has been asked. */
    LineReply(LineCall call, LineEnd end, long arrived) {
        this.call = call;
        this.rejection = null;
        this.end = end;
        this.arrived = arrived;
    }

    /** For what is no name; this says so, with LF at its end. */
    LineReply(byte[] rejection, LineEnd end) {
        this.call = null;
        this.rejection = rejection;
        this.end = end;
        this.arrived = 0;
    }

    /** Whether it is known what to send, if anything. */
    boolean isOver() {
        return call == null || call.isOver();
    }

    /** The line, with LF at its end whatever the query's was; null if there is none. */
    byte @Nullable [] text() {
        return call == null ? rejection : call.text();
    }

    /** The deadline has passed. */
    void expire() {
        if (call != null) {
            call.expire();
        }
    }

    /** Nobody waits for it any more. */
    void cancel() {
        if (call != null) {
            call.cancel();
        }
    }

    /** How many bytes it holds from now on, or more. */
    int takePlace() {
        byte[] text = text();
        bytes = InFlightMemory.ofQuestion(call == null ? 0 : call.name.octets()) + (text == null ? 0 : text.length);
        if (call != null) {
            call.waitAs(this);
        }
        return bytes;
    }

    int held() {
        return bytes;
    }

    LineEnd end() {
        return end;
    }

    void endWith(LineEnd late) {
        end = late;
    }

    boolean isSent() {
        return sent;
    }

    void markSent() {
        sent = true;
    }
}
