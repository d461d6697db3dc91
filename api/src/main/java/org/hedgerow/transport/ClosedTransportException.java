package org.hedgerow.transport;

import java.io.IOException;

/** Why a handler is told {@code closed}: the transport was closed, so that nothing can be had of it any more. */
public final class ClosedTransportException extends IOException {
    private static final long serialVersionUID = 1;

    /** The transport is closed. */
    public ClosedTransportException() {
        super("the transport is closed");
    }
}
