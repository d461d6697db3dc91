package org.hedgerow.transport;

import org.hedgerow.lane.LightThreads;

/** What kind of thread a connection gets that has one of its own. */
public enum ThreadKind {
    /** Threads of the operating system. */
    PLATFORM,

    /** Threads of the JVM, of which there may be very many; JDK 21 or later. */
    VIRTUAL;

    /** Virtual where this JDK has virtual threads. */
    public static ThreadKind lightest() {
        return LightThreads.areVirtual() ? VIRTUAL : PLATFORM;
    }
}
