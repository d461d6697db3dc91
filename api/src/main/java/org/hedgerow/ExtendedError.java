package org.hedgerow;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer is as it is, beyond what its kind says (RFC 8914): a code of IANA's registry of extended DNS errors, and a
 * text for people. Formats that can carry it do. Immutable; any thread.
 */
public final class ExtendedError {
    /** None of the others. */
    public static final int OTHER = 0;
    /** The data is older than its TTL, because nothing fresher could be had. */
    public static final int STALE_ANSWER = 3;
    /** The server is starting or closing. */
    public static final int NOT_READY = 14;
    /** The server is not responsible for the name, and does not ask others. */
    public static final int NOT_AUTHORITATIVE = 20;
    /** The server does not support what is asked. */
    public static final int NOT_SUPPORTED = 21;
    /** None of the servers that could know has answered. */
    public static final int NO_REACHABLE_AUTHORITY = 22;
    /** The network, or what came over it, was faulty. */
    public static final int NETWORK_ERROR = 23;

    private static final int LAST_CODE = 0xFFFF;

    private static final List<String> NAMES = List.of(
            "Other Error",
            "Unsupported DNSKEY Algorithm",
            "Unsupported DS Digest Type",
            "Stale Answer",
            "Forged Answer",
            "DNSSEC Indeterminate",
            "DNSSEC Bogus",
            "Signature Expired",
            "Signature Not Yet Valid",
            "DNSKEY Missing",
            "RRSIGs Missing",
            "No Zone Key Bit Set",
            "NSEC Missing",
            "Cached Error",
            "Not Ready",
            "Blocked",
            "Censored",
            "Filtered",
            "Prohibited",
            "Stale NXDOMAIN Answer",
            "Not Authoritative",
            "Not Supported",
            "No Reachable Authority",
            "Network Error",
            "Invalid Data");

    private final int code;
    private final String text;

    private ExtendedError(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /**
     * The error of this code, without a text.
     *
     * @param code 0 to 65,535
     * @throws IllegalArgumentException if it is outside of that
     */
    public static ExtendedError of(int code) {
        return of(code, "");
    }

    /**
     * The error of this code.
     *
     * @param code 0 to 65,535
     * @param text for people, one line; may be empty
     * @throws IllegalArgumentException if the code is outside of that
     */
    public static ExtendedError of(int code, String text) {
        if (code < 0 || code > LAST_CODE) {
            throw new IllegalArgumentException("expected a code of 0 to " + LAST_CODE + ", found " + code);
        }
        return new ExtendedError(code, Objects.requireNonNull(text, "text"));
    }

    /** The code. */
    public int code() {
        return code;
    }

    /** What its sender says to people; may be empty. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtendedError error && code == error.code && text.equals(error.text);
    }

    @Override
    public int hashCode() {
        return 31 * code + text.hashCode();
    }

    /** The name of the code, and the text: {@code Not Authoritative: no such zone}. */
    @Override
    public String toString() {
        String name = code < NAMES.size() ? NAMES.get(code) : "extended error " + code;
        return text.isEmpty() ? name : name + ": " + text;
    }
}
