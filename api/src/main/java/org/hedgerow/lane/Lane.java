package org.hedgerow.lane;

import java.util.concurrent.Executor;

/**
 * Where the callbacks of one connection, one event loop or one waiting caller run, one at a time.
 *
 * <p>What is confined to a lane needs neither locks nor atomics: two tasks of a lane never overlap, and each sees what
 * the one before it did. A lane may use one thread for ever or a different one each time.
 *
 * <p>Nothing that runs in a lane may block: whoever waits in a lane stops everyone in it.
 */
public interface Lane extends Executor {

    /**
     * Runs the task in this lane, after what was handed in before it. Any thread; returns without waiting, though the
     * task may have run by then. A lane that has ended drops the task.
     */
    @Override
    void execute(Runnable task);

    /** Whether the calling code runs in this lane, so that it may touch what is confined to it. Any thread. */
    boolean inside();

    /**
     * Runs the task in this lane once {@code nanos} nanoseconds have passed, never earlier; zero or less means as soon
     * as the current task is over. Called inside the lane only.
     *
     * @return takes the timer back; to be called inside the lane
     */
    Cancellable schedule(long nanos, Runnable task);

    /**
     * Whether the lane has ended, so that tasks are dropped. A task that was handed in before this was false runs. Any thread.
     */
    boolean hasEnded();

    /** The lane's time in nanoseconds, as {@link Ticker#nanos()}; may stand still while a task runs. Any thread. */
    long now();
}
