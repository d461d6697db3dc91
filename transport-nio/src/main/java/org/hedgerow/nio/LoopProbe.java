package org.hedgerow.nio;

/** Watches a loop go round; for tests that do something at each point of it. */
@FunctionalInterface
interface LoopProbe {
    /** Nobody watches. */
    LoopProbe NONE = point -> {};

    /** Where the loop is. */
    enum Point {
        BEFORE_SLEEP,
        LOOKING_FOR_WORK,
        BEFORE_SELECT,
        AFTER_SELECT,
        AFTER_CHANNELS,
        AFTER_TASKS,
        AFTER_TIMERS,
        AFTER_FLUSH
    }

    /** The loop is there. On the loop's thread. */
    void at(Point point);
}
