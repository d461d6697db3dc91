package org.hedgerow;

/**
 * Nobody could tell: the name may or may not exist.
 *
 * @param reason why
 * @param detail for people, one line, says who and what; may be empty
 */
public record Failed(Reason reason, String detail) implements Answer {

    /** Why nobody could tell. */
    public enum Reason {
        /** The deadline passed in silence. */
        TIMEOUT,
        /** Whoever asked took the question back. */
        CANCELLED,
        /** The server could not be connected to, or the connection to it was lost. */
        UNREACHABLE,
        /** More questions are under way than the limit allows; nothing was sent. */
        OVERLOADED,
        /** The server, or the format it speaks, will not answer such a question. */
        REFUSED,
        /** The server says that something went wrong there, so that it cannot tell (SERVFAIL of RFC 1035). */
        SERVER_FAILURE,
        /** What came back could not be understood, or a resolver broke its contract. */
        BAD_REPLY,
        /** The resolver was closed. */
        CLOSED
    }
}
