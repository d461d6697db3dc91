package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Ticker;
import org.hedgerow.lane.TimerQueue;
import org.hedgerow.nio.LoopProbe.Point;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
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
 *
 * <p>A thread that hands in a task while the loop sleeps must wake it: {@link SelectorSleep} tells how.
 */
final class EventLoop implements ConnectingLane, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int TASKS_A_PASS = 1024;

    private final NioTransport transport;
    private final int index;
    private final Ticker ticker;
    private final LoopProbe probe;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ports = new AtomicInteger();
    private final Connector connector = new Connector(this);
    private final TimerQueue timers = new TimerQueue();
    private final FlushQueue flushes = new FlushQueue();
    private final LoopMemory memory = new LoopMemory();
    private final ReadyChannels ready = new ReadyChannels();
    private volatile @Nullable SelectorSleep selecting;
    private volatile @Nullable Thread thread;
    private volatile boolean closing;
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

    int connections() {
        return connections.get();
    }

    int ports() {
        return ports.get();
    }

    int timers() {
        return timers.size();
    }

    /** Starts the thread unless it runs, or has been closed. */
    synchronized void start() throws IOException {
        if (thread != null || closing) {
            return;
        }
        selecting = new SelectorSleep(Selector.open());
        Thread started = new LoopThread(this, "hedgerow-nio-loop-" + index);
        started.setDaemon(true);
        thread = started;
        try {
            started.start();
        } catch (OutOfMemoryError e) {
            // So the JDK says that the system grants no further thread.
            thread = null;
            selecting().close();
            throw new IOException("cannot start a thread: " + e.getMessage(), e);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (closing && !inside()) {
            return;
        }
        tasks.add(task);
        if (thread != null) {
            selecting().wake();
            return;
        }
        try {
            start();
        } catch (IOException e) {
            LOG.error("cannot start an event loop, the next task tries again", e);
        }
    }

    @Override
    public boolean hasEnded() {
        return closing;
    }

    @Override
    public boolean inside() {
        return Thread.currentThread() == thread;
    }

    /** Whether the calling thread is that of any loop, of whichever transport. */
    static boolean isAnyInside() {
        return Thread.currentThread() instanceof LoopThread;
    }

    @Override
    public Cancellable schedule(long nanos, Runnable task) {
        // From the time that it is, which a long pass may have left behind: no timer is early.
        return timers.add(ticker.nanos() + nanos, task);
    }

    @Override
    public long now() {
        return inside() ? now : ticker.nanos();
    }

    @Override
    public Connection connect(SocketAddress address, ConnectionHandler handler) {
        return connector.connect(address, handler);
    }

    @Override
    public DatagramPort openPort(SocketAddress peer, DatagramHandler handler) {
        return connector.openPort(peer, handler);
    }

    /** A connection that is going to be handed to this loop. Any thread. */
    void expectConnection() {
        connections.incrementAndGet();
    }

    /** A connection is gone and its handler knows. */
    void forgetConnection() {
        connections.decrementAndGet();
    }

    /** A port that is going to be opened in this loop. Any thread. */
    void expectPort() {
        ports.incrementAndGet();
    }

    /** A port is gone and its handler knows, or is about to. */
    void forgetPort() {
        ports.decrementAndGet();
    }

    /** Does something to each connection. In the loop only. */
    void forEachConnection(Consumer<NioConnection> action) {
        forEach(NioConnection.class, action);
    }

    private <T> void forEach(Class<T> kind, Consumer<T> action) {
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

    FlushQueue flushes() {
        return flushes;
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                guard(this::pass);
            }
        } finally {
            end();
        }
    }

    private void pass() {
        probe.at(Point.BEFORE_SLEEP);
        try {
            sleep();
        } catch (IOException e) {
            LOG.error("{} cannot select", Thread.currentThread().getName(), e);
        }
        probe.at(Point.AFTER_SELECT);
        readTime();
        ready.serve();
        probe.at(Point.AFTER_CHANNELS);
        readTime();
        runTasks();
        probe.at(Point.AFTER_TASKS);
        for (Runnable due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
            guard(due);
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

    private void readTime() {
        now = ticker.nanos();
    }

    private void runTasks() {
        // Bounded, so that tasks that hand in tasks do not keep the channels waiting.
        for (int i = 0; i < TASKS_A_PASS; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            readTime(); // no task sees a time before the one at which it was handed in
            guard(task);
        }
    }

    /** Whatever a task does, the loop goes on. */
    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task threw in {}", Thread.currentThread().getName(), e);
        }
    }

    /** Ends the loop, cutting what is left of its connections and ports. Any thread. */
    synchronized void close() {
        closing = true;
        if (thread != null) {
            selector().wakeup();
        }
    }

    void awaitEnd() {
        ThreadEnd.await(thread);
    }

    private void end() {
        // Connections may still wait in the tasks, handlers are told by tasks, and may hand in more; but they cannot
        // connect any more, so this ends.
        do {
            runTasks();
            guard(() -> forEach(Selectable.class, Selectable::loopEnds));
        } while (!tasks.isEmpty());
        timers.clear();
        selecting().close();
    }

    /** So that a thread can be told to be a loop's. */
    private static final class LoopThread extends Thread {
        LoopThread(EventLoop loop, String name) {
            super(loop, name);
        }
    }
}
