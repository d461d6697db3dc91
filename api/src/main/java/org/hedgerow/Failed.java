package org.hedgerow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Nobody could tell: the name may or may not exist. */
public final class Failed implements Answer {

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

    private final Reason reason;
    private final String detail;
    private final @Nullable ExtendedError extendedError;

    private Failed(Reason reason, String detail, @Nullable ExtendedError extendedError) {
        this.reason = reason;
        this.detail = detail;
        this.extendedError = extendedError;
    }

    /**
     * A failure.
     *
     * @param reason why
     * @param detail for people of this side, one line, says who and what; may be empty
     */
    public static Failed of(Reason reason, String detail) {
        return new Failed(Objects.requireNonNull(reason, "reason"), Objects.requireNonNull(detail, "detail"), null);
    }

    @Override
    public Failed withExtendedError(@Nullable ExtendedError error) {
        return new Failed(reason, detail, error);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** For people of this side, one line, says who and what; may be empty. */
    public String detail() {
        return detail;
    }

    @Override
    public @Nullable ExtendedError extendedError() {
        return extendedError;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Failed failed
                && reason == failed.reason
                && detail.equals(failed.detail)
                && Objects.equals(extendedError, failed.extendedError);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason, detail, extendedError);
    }

    @Override
    public String toString() {
        return "Failed[reason=" + reason + ", detail=" + detail
                + (extendedError == null ? "" : ", extendedError=" + extendedError) + "]";
    }
}
