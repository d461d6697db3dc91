package org.hedgerow.nio;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.ReservedTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loop has to do besides its channels and timers, and how it keeps on doing so. In the loop, but for {@link #add}. */
final class LoopTasks {
    private static final Logger LOG = LoggerFactory.getLogger(LoopTasks.class);
    // Bounded, so that tasks that hand in tasks do not keep the channels waiting.
    private static final int TASKS_A_PASS = 1024;

    private final Queue<Runnable> handedIn = new ConcurrentLinkedQueue<>();
    private final ReservedTasks endings = new ReservedTasks();

    /** Any thread. */
    void add(Runnable task) {
        handedIn.add(Objects.requireNonNull(task, "task"));
    }

    /** For tasks that tell handlers of the end of what they handle. */
    ReservedTasks endings() {
        return endings;
    }

    boolean isEmpty() {
        return handedIn.isEmpty() && endings.isEmpty();
    }

    /** Runs what there is, up to a limit. */
    void runSome(Runnable beforeEach) {
        for (int i = 0; i < TASKS_A_PASS; i++) {
            Runnable ending = endings.poll();
            Runnable task = ending == null ? handedIn.poll() : ending;
            if (task == null) {
                return;
            }
            beforeEach.run();
            guard(task);
        }
    }

    /** Whatever a task does, the loop goes on. */
    static void guard(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "a task of an event loop threw", e);
        }
    }
}
