package org.hedgerow.blocking;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread work on one lane after the other instead of on one within the other: a task that is handed to a second
 * lane from inside a first one runs, on the same thread, when the first one has been left. So neither the stack grows with
 * a chain of lanes, nor does a lane wait while its thread is busy in others; and what one pass hands to another lane
 * arrives there together.
 */
final class Trampoline {
    // One for each transport and thread, not for each thread: a static one would be state that no close takes away.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<LanesOfThread> threads = ThreadLocal.withInitial(LanesOfThread::new);

    /** Has this thread work off the lane's mailbox: at once, or if it is inside a lane, when it has left that. */
    void visit(MailboxLane lane) {
        LanesOfThread lanes = threads.get();
        if (!lanes.busy) {
            lanes.workOff(lane, null);
        } else if (lanes.waiting.peekLast() != lane) {
            lanes.waiting.add(lane);
        }
    }

    /** Has this thread, which must be in no lane, run the task in the lane, waiting for whoever is inside. */
    void enter(MailboxLane lane, Runnable task) {
        threads.get().workOff(lane, task);
    }

    private static final class LanesOfThread {
        private final ArrayDeque<MailboxLane> waiting = new ArrayDeque<>();
        private boolean busy; // inside a lane, or between two

        void workOff(MailboxLane first, @Nullable Runnable task) {
            busy = true;
            try {
                if (task != null) {
                    first.runInside(task);
                }
                MailboxLane next = first;
                while (next != null) {
                    next.workOff();
                    next = waiting.poll();
                }
            } finally {
                busy = false;
            }
        }
    }
}
