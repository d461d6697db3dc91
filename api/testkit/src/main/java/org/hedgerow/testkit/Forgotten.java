package org.hedgerow.testkit;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whether something is still held by anybody, which the garbage collector knows without being let in on where to look. */
final class Forgotten {
    // Each collects all garbage before it returns, unless the JVM is told otherwise; the second finds what the first
    // has freed.
    private static final int COLLECTIONS = 10;

    private Forgotten() {}

    static void expect(String what, WeakReference<?> reference) {
        for (int i = 0; i < COLLECTIONS && !reference.refersTo(null); i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i));
        }
        if (!reference.refersTo(null)) {
            throw new AssertionError("expected nobody to hold " + what + " any more");
        }
    }
}
