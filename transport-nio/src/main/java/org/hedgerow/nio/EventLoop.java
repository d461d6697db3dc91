package org.hedgerow.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.hedgerow.lane.ReservedTasks;
import org.hedgerow.lane.Ticker;
import org.hedgerow.lane.TimerQueue;
import org.hedgerow.nio.LoopProbe.Point;
import org.hedgerow.transport.accept.TransportThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread, one selector, and the connections, ports, timers and tasks that it serves. A pass of the loop:
 *
 * <pre>
 *       +--> sleep in select, until a channel is ready, a task is handed in, or the next timer is due
 *       |      |
 *       |    channels: connect, write, read        (handlers run)
 *       |      |
 *       |    tasks that other threads handed in    (handlers run)
 *       |      |
 *       |    timers that are due: after the reads, so that what has arrived counts as arrived
 *       |      |
 *       +--- flush: what all of these wrote leaves, one write for each connection; whose output is all sent is told so
 * </pre>
 * <p>A thread that hands in a task while the loop sleeps must wake it: {@link SelectorSleep} tells how.
 */
final class EventLoop implements Lane, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int MOST_FAILURES = 100; // a second of them

    private final NioTransport transport;
    private final int index;
    private final Ticker ticker;
    private final LoopProbe probe;
    private final LoopTasks tasks = new LoopTasks();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ports = new AtomicInteger();
    private final LoopConnector connector = new LoopConnector(this);
    private final TimerQueue timers = new TimerQueue();
    private final FlushQueue flushes = new FlushQueue();
    private final LoopMemory memory = new LoopMemory();
    private final ReadyChannels ready = new ReadyChannels();
    private final Runnable readTime = this::readTime;
    private volatile @Nullable SelectorSleep selecting;
    private volatile @Nullable Thread started;
    private volatile @Nullable Thread thread; // whose lane this is
    private volatile boolean closing;
    private int selectFailures;
    private long now;

    EventLoop(NioTransport transport, int index, Ticker ticker, LoopProbe probe) {
        this.transport = transport;
        this.index = index;
        this.ticker = ticker;
        this.probe = probe;
    }

    NioTransport transport() {
        return transport;
    }

    int index() {
        return index;
    }

    /** How many connections there are, from when one is expected until its handler knows that it is gone. Any thread. */
    AtomicInteger connections() {
        return connections;
    }

    /** How many ports there are, from when one is expected until its handler knows that it is gone. Any thread. */
    AtomicInteger ports() {
        return ports;
    }

    int timers() {
        return timers.size();
    }

    /** Starts the thread unless it runs, or has been closed. */
    synchronized void start() throws IOException {
        if (thread != null || closing) {
            return;
        }
        SelectorSleep opened = new SelectorSleep(Selector.open());
        try {
            Thread made = new TransportThread(this, "hedgerow-nio-loop-" + index, true);
            selecting = opened;
            started = made;
            thread = made;
            made.start();
        } catch (Throwable e) {
            thread = null;
            started = null;
            selecting = null;
            opened.close();
            if (e instanceof OutOfMemoryError) {
                // So the JDK says that the system grants no further thread.
                throw new IOException("cannot start a thread: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    @Override
    public void execute(Runnable task) {
        if (closing && !inside()) {
            return;
        }
        tasks.add(task);
        SelectorSleep opened = selecting;
        if (opened != null) {
            opened.wake();
            return;
        }
        try {
            start();
        } catch (IOException e) {
            LOG.error("cannot start an event loop, the next task tries again", e);
        }
    }

    LoopConnector connector() {
        return connector;
    }

    @Override
    public boolean hasEnded() {
        return closing;
    }

    @Override
    public boolean inside() {
        return Thread.currentThread() == thread;
    }

    void expectInside() {
        if (!inside()) {
            throw new IllegalStateException("called outside the lane; hand a task to its execute");
        }
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        expectInside();
        // From the time that it is, which a long pass may have left behind: no timer is early.
        return timers.add(Nanos.after(ticker.nanos(), nanos), task);
    }

    @Override
    public long now() {
        return inside() ? now : ticker.nanos();
    }

    /** Does something to each channel's attachment of this kind. In the loop only. */
    <T> void forEach(Class<T> kind, Consumer<T> action) {
        // A copy: what is done may close some.
        for (SelectionKey key : List.copyOf(selector().keys())) {
            if (kind.isInstance(key.attachment())) {
                action.accept(kind.cast(key.attachment()));
            }
        }
    }

    Selector selector() {
        return selecting().selector();
    }

    /** Has the system let go of the channels that were closed. In a task only. */
    void letGoOfClosed() {
        selecting().letGo();
    }

    private SelectorSleep selecting() {
        SelectorSleep opened = selecting;
        if (opened == null) {
            throw new IllegalStateException("not started");
        }
        return opened;
    }

    LoopMemory memory() {
        return memory;
    }

    ReservedTasks endings() {
        return tasks.endings();
    }

    FlushQueue flushes() {
        return flushes;
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                pass();
            } catch (Throwable e) {
                failed(e);
            }
        }
        end();
    }

    /** What a pass has left undone the next one does: after a moment, in which there may come to be memory again. */
    private void failed(Throwable e) {
        try {
            if (e instanceof OutOfMemoryError) {
                memory.release(); // so that there is some to give up connections with, which hold more
            }
            Guard.failed(LOG, "an event loop failed, and goes on", e);
            LockSupport.parkNanos(this, PAUSE_NANOS);
        } catch (Throwable again) {
            // Not even a class could be loaded.
        }
    }

    private void pass() {
        probe.at(Point.BEFORE_SLEEP);
        try {
            sleep();
            selectFailures = 0;
        } catch (Throwable e) {
            cannotSelect(e); // but there are tasks and timers
        }
        probe.at(Point.AFTER_SELECT);
        readTime();
        ready.serve();
        probe.at(Point.AFTER_CHANNELS);
        readTime();
        tasks.runSome(readTime); // no task sees a time before the one at which it was handed in
        probe.at(Point.AFTER_TASKS);
        for (Runnable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            LoopTasks.guard(due);
        }
        probe.at(Point.AFTER_TIMERS);
        flushes.flush();
        flushes.tellDrained();
        probe.at(Point.AFTER_FLUSH);
    }

    private void sleep() throws IOException {
        SelectorSleep sleep = selecting();
        sleep.begin();
        probe.at(Point.LOOKING_FOR_WORK);
        long left = timers.nanosToNext(ticker.nanos());
        if (left == 0 || closing || !tasks.isEmpty() || !flushes.isEmpty()) {
            sleep.skip(ready);
        } else {
            probe.at(Point.BEFORE_SELECT);
            sleep.sleep(ready, left);
        }
    }

    /** A loop that cannot select any more serves nobody; better nobody believes that it does. */
    private void cannotSelect(Throwable e) {
        failed(e);
        selectFailures += e instanceof IOException ? 1 : 0;
        if (selectFailures < MOST_FAILURES && selector().isOpen()) {
            return;
        }
        Guard.failed(LOG, "an event loop cannot select any more, so its transport is closed", e);
        closing = true;
        transport.close();
    }

    private void readTime() {
        now = ticker.nanos();
    }

    /** Ends the loop, cutting what is left of its connections and ports. Any thread. */
    void close() {
        synchronized (this) {
            closing = true;
            if (started != null) {
                selector().wakeup();
            }
            if (thread != null) {
                return;
            }
            thread = Thread.currentThread();
        }
        end(); // tasks that came when the loop could not be started learn here that it never will be
        thread = null;
    }

    @Nullable
    Thread thread() {
        return started;
    }

    private void end() {
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                endSome();
                break;
            } catch (Throwable e) {
                failed(e);
            }
        }
        timers.clear();
        memory.release();
        if (started != null) {
            selecting().close();
        }
    }

    /**
     * Connections may still wait in the tasks, handlers are told by tasks, and may hand in more; but they cannot connect any
     * more, so this ends.
     */
    private void endSome() {
        do {
            tasks.runSome(readTime);
            if (started != null && selector().isOpen()) {
                forEach(Selectable.class, each -> LoopTasks.guard(each::loopEnds));
            }
        } while (!tasks.isEmpty());
    }
}
