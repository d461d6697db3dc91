package org.hedgerow.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Ticker;
import org.hedgerow.lane.TimerQueue;
import org.jspecify.annotations.Nullable;

/** The one thread of a link: waits for channels and for what is due. Everything but {@link #execute} belongs to it. */
final class LinkLoop {
    private final Ticker ticker;
    private final Selector selector;
    private final Thread thread;
    private final TimerQueue timers = new TimerQueue();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;
    private boolean stalled;

    LinkLoop(Ticker ticker) throws IOException {
        this.ticker = ticker;
        selector = Selector.open();
        thread = LightThreads.platform("faulty-link").newThread(this::run);
    }

    void start() {
        thread.start();
    }

    long now() {
        return ticker.nanos();
    }

    /** Has something happen at a time; what is due at the same time happens in the order of these calls. */
    void at(long time, Runnable task) {
        timers.add(time, task);
    }

    /** Nothing happens any more that is due, until this is taken back. */
    void stall(boolean on) {
        stalled = on;
    }

    SelectionKey register(SelectableChannel channel, int interest, Readiness readiness) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, readiness);
    }

    /** Runs the task on this thread soon, or never if the loop ends. Any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Ends the thread, and closes all channels that are registered. Any thread. */
    void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("the plan of a link has failed", failure);
        }
    }

    private void run() {
        try (selector) {
            try {
                while (!closed) {
                    turn();
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        select();
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
            if (key.isValid()) {
                ((Readiness) key.attachment()).ready();
            }
        }
        selector.selectedKeys().clear();
        runAll();
    }

    private void select() throws IOException {
        long wait = stalled ? Long.MAX_VALUE : timers.nanosToNext(now());
        if (!tasks.isEmpty() || wait == 0) {
            selector.selectNow();
        } else if (wait == Long.MAX_VALUE) {
            selector.select();
        } else {
            // Not shorter, or the last part of a millisecond would be spent going round.
            selector.select(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        }
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        for (Runnable due = stalled ? null : timers.pollDue(now()); due != null; due = timers.pollDue(now())) {
            due.run();
        }
    }

    /** Who is told that a channel can do something. */
    interface Readiness {
        /** Deals with all failures itself. */
        void ready();
    }
}
