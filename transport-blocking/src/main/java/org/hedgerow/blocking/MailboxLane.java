package org.hedgerow.blocking;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.ReservedTasks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane without a thread of its own: tasks go into a mailbox, and whoever puts one there works the mailbox off if nobody
 * else does. Nobody waits inside a lane, so two connections that write to each other cannot block each other; only
 * threads that are in no lane, those that read and write a socket, wait for one ({@link #enter}).
 *
 * <p>No task is left behind: who holds the lock looks into the mailbox again after releasing it, and who fails to get the
 * lock has put his task there before he tried.
 */
class MailboxLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxLane.class);
    // So that the output of a busy lane leaves now and then.
    private static final int TASKS_PER_PASS = 256;

    private final TransportContext context;
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final LaneLock lock = new LaneLock();
    private final ReservedTasks endings = new ReservedTasks();
    private final List<Output> written = new ArrayList<>();

    MailboxLane(TransportContext context) {
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task");
        if (context.open().isOver()) {
            return;
        }
        mailbox.add(task);
        // Who is inside gets to it before he leaves.
        if (!inside()) {
            context.trampoline().visit(this);
        }
    }

    @Override
    public final boolean hasEnded() {
        return context.open().isOver();
    }

    @Override
    public final boolean inside() {
        return lock.isHeldByCurrentThread();
    }

    @Override
    public final Cancellable schedule(long nanos, Runnable task) {
        expectInside();
        return context.timers().schedule(this, nanos, Objects.requireNonNull(task, "task"));
    }

    @Override
    public final long now() {
        return context.ticker().nanos();
    }

    final TransportContext context() {
        return context;
    }

    /** For tasks that tell handlers of the end of what they handle. */
    final ReservedTasks endings() {
        return endings;
    }

    /** The thread that is inside, if there is one, as far as that can be told. Any thread. */
    final @Nullable Thread holder() {
        return lock.holder();
    }

    /** Runs the task inside, after what is in the mailbox; waits for the lane. For threads that are in no lane. */
    final void enter(Runnable task) {
        context.trampoline().enter(this, task);
    }

    final void expectInside() {
        if (!inside()) {
            throw new IllegalStateException("called outside the lane; hand a task to its execute");
        }
    }

    /** Has the output looked at when the lane is left. Inside only. */
    final void leavesLater(Output output) {
        written.add(output);
    }

    /** To be called by {@link Trampoline}. */
    final void runInside(Runnable task) {
        lock.lock();
        pass(task);
    }

    /** To be called by {@link Trampoline}. */
    final void workOff() {
        while (!mailbox.isEmpty() && lock.tryLock()) {
            pass(null);
        }
    }

    private void pass(@Nullable Runnable task) {
        List<Output> leaving;
        try {
            runTasks();
            if (task != null) {
                run(task);
                runTasks();
            }
            leaving = written.isEmpty() ? List.of() : takeOutput();
        } finally {
            lock.unlock();
        }
        for (Output output : leaving) {
            output.wakeWriter();
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_PER_PASS; i++) {
            Runnable task = mailbox.poll();
            if (task == null) {
                return;
            }
            run(task);
        }
    }

    private List<Output> takeOutput() {
        List<Output> forWriters = listOf(written.size());
        for (Output output : written) {
            if (!output.take()) {
                continue;
            }
            if (forWriters == null) {
                output.wakeWriter(); // in here, which takes the lane longer
            } else {
                forWriters.add(output);
            }
        }
        written.clear();
        return forWriters == null ? List.of() : forWriters;
    }

    /** Null without memory. */
    private static @Nullable List<Output> listOf(int outputs) {
        try {
            return new ArrayList<>(outputs);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    // Whatever is thrown: the thread may be anybody's, and a reader that dies would leave its connection open for ever.
    private void run(Runnable task) {
        for (Runnable next = task; next != null; next = endings.poll()) {
            try {
                next.run();
            } catch (Throwable e) {
                Guard.failed(LOG, "a task of a lane threw", e);
            }
        }
    }

    private static final class LaneLock extends ReentrantLock {
        private static final long serialVersionUID = 1;

        @Nullable
        Thread holder() {
            return getOwner();
        }
    }
}
