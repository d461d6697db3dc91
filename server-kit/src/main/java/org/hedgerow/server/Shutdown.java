package org.hedgerow.server;

/** How a server came to its end. */
public enum Shutdown {
    /** All that was in flight was answered and sent, and no connection had to be cut. */
    GRACEFUL,

    /** The grace was over first: connections were cut, with whatever was in flight on them. */
    FORCED
}
