package org.hedgerow.lane;

/**
 * A source of time that only ever moves forward, in nanoseconds from an arbitrary origin. Injected wherever Hedgerow
 * waits, so that tests own the time.
 */
@FunctionalInterface
public interface Ticker {

    /** The time in nanoseconds; only differences mean something. Any thread; never blocks. */
    long nanos();

    /** The ticker of the running JVM, {@link System#nanoTime()}. */
    static Ticker system() {
        return System::nanoTime;
    }
}
