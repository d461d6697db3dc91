package org.hedgerow.dns;

/** Octets that are no DNS message. Has no stack trace, for anybody may send such octets at any rate. */
final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1;

    BadMessageException(String message) {
        super(message, null, false, false);
    }
}
