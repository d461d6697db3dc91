package org.hedgerow.blocking;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a thread work on one lane after the other instead of on one within the other: a task that is handed to a second
 * lane from inside a first one runs, on the same thread, when the first one has been left. So neither the stack grows with
 * a chain of lanes, nor does a lane wait while its thread is busy in others; and what one pass hands to another lane
 * arrives there together.
 */
final class Turns {
    // One for each transport and thread, not for each thread: a static one would be state that no close takes away.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

    /** Has this thread work off the lane's mailbox: at once, or if it is inside a lane, when it has left that. */
    void visit(MailboxLane lane) {
        Turn turn = turns.get();
        if (!turn.taken) {
            turn.take(lane, null);
        } else if (turn.waiting.peekLast() != lane) {
            turn.waiting.add(lane);
        }
    }

    /** Has this thread, which must be in no lane, run the task in the lane, waiting for whoever is inside. */
    void enter(MailboxLane lane, Runnable task) {
        turns.get().take(lane, task);
    }

    /** Whether this thread is inside a lane, or between two. */
    boolean isTaken() {
        return turns.get().taken;
    }

    private static final class Turn {
        private final ArrayDeque<MailboxLane> waiting = new ArrayDeque<>();
        private boolean taken;

        void take(MailboxLane first, @Nullable Runnable task) {
            taken = true;
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
                taken = false;
            }
        }
    }
}
