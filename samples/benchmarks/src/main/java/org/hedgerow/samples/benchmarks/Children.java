package org.hedgerow.samples.benchmarks;

/** The processes that this one has started, and those that they have. */
final class Children {
    private static final int TRIES = 500;
    private static final int FORCE_AFTER = 250; // five seconds
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
        starter.interrupt();
        for (int i = 0;
                i < TRIES && ProcessHandle.current().descendants().findAny().isPresent();
                i++) {
            ProcessHandle.current()
                    .descendants()
                    .forEach(i < FORCE_AFTER ? ProcessHandle::destroy : ProcessHandle::destroyForcibly);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return; // nobody does that to a hook
            }
        }
    }
}
