package org.hedgerow.server.tables;

import java.io.IOException;

/** A load would take more than it may: it is given up. The message says how much that is, and whoever catches this where. */
final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1;

    TooMuchException(String message) {
        super(message);
    }
}
