package org.hedgerow.samples.benchmarks;

import java.util.concurrent.TimeUnit;

/** The processes that this one has started, and those that they have. */
final class Children {
    private static final long FORCE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_MILLIS = 20;

    private Children() {}

    /**
     * When this process is told to end, so are they, before it does.
     *
     * @param starter who starts them, and is interrupted so as not to start another
     */
    static void endWith(Thread starter) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(starter)));
    }

    private static void end(Thread starter) {
        long began = System.nanoTime();
        starter.interrupt();
        while (ProcessHandle.current().descendants().findAny().isPresent()) {
            boolean patient = System.nanoTime() - began < FORCE_AFTER_NANOS;
            ProcessHandle.current().descendants().forEach(each -> {
                if (patient) {
                    each.destroy();
                } else {
                    each.destroyForcibly();
                }
            });
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return; // nobody does that to a hook
            }
        }
    }
}
