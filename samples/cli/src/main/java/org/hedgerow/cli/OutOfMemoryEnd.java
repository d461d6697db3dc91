package org.hedgerow.cli;

/**
 * Ends a process without memory, of which nobody can tell any more what still works in it: whoever has started it can start it
 * again. Other things that a thread ends with are printed, as the JVM does it. Any thread.
 */
final class OutOfMemoryEnd implements Thread.UncaughtExceptionHandler {
    /** That of a JVM that is told {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int EXIT_CODE = 3;

    private final LastWords words = new LastWords("out of memory: the process ends", EXIT_CODE);

    private OutOfMemoryEnd() {}

    /** From now on, for all threads. */
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(new OutOfMemoryEnd());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            words.end();
        } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            thrown.printStackTrace();
        }
    }
}
