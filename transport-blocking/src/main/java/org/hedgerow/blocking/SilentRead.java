package org.hedgerow.blocking;

import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a reader which blocks in a read has nothing, from another thread. It cannot be asked, and a moment lies
 * between the kernel's handing bytes to it and its being able to say so. So it is given a while, in real time, to show
 * itself: who is still in the same read after that, with nothing in the kernel either, has nothing. (To wake it by
 * shutting the input down would be certain, but then the kernel resets the connection when more arrives.)
 *
 * <p>Confined to its lane.
 */
final class SilentRead {
    private static final long WHILE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final MailboxLane lane;
    private final Input input;
    private @Nullable Cancellable pending;

    SilentRead(MailboxLane lane, Input input) {
        this.lane = lane;
        this.input = input;
    }

    /** Runs {@code ifSilent} in the lane in a while, unless the read has ended by then. Replaces what was asked before. */
    void confirm(Runnable ifSilent) {
        cancel();
        long read = input.silentRead();
        if (read == Input.NO_READ) {
            return;
        }
        pending = lane.context().realTimers().schedule(lane, WHILE_NANOS, () -> {
            pending = null;
            if (input.silentRead() == read) {
                ifSilent.run();
            }
        });
    }

    void cancel() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }
}
