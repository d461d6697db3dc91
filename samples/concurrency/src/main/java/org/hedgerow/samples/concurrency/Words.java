package org.hedgerow.samples.concurrency;

/** Numbers as people read them. */
final class Words {
    private Words() {}

    /** {@code 1 thread}, {@code 2 threads}, {@code 3 processes}. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : what.endsWith("s") ? "es" : "s");
    }
}
