package org.hedgerow.wire;

import java.util.List;
import org.hedgerow.Failed;

/** Why a server could not answer (RFC 8914): the codes of the option of OPT that says so. */
final class ExtendedError {
    static final int OPTION = 15;

    static final int OTHER = 0;
    static final int NOT_READY = 14;
    static final int NOT_AUTHORITATIVE = 20;
    static final int NOT_SUPPORTED = 21;
    static final int NO_REACHABLE_AUTHORITY = 22;
    static final int NETWORK_ERROR = 23;

    private static final List<String> TEXTS = List.of(
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

    private ExtendedError() {}

    /** The code to send; what the reason's detail says is for this side's people only. */
    static int of(Failed.Reason reason) {
        return switch (reason) {
            case TIMEOUT, UNREACHABLE -> NO_REACHABLE_AUTHORITY;
            case BAD_REPLY -> NETWORK_ERROR;
            case REFUSED -> NOT_AUTHORITATIVE;
            case CLOSED -> NOT_READY;
            case OVERLOADED, CANCELLED, SERVER_FAILURE -> OTHER;
        };
    }

    /** What the code means, for people. */
    static String text(int code) {
        return code < TEXTS.size() ? TEXTS.get(code) : "extended error " + code;
    }
}
