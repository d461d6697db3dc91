package org.hedgerow.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Nanos;
import org.hedgerow.server.processes.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * What a server process is told from outside: to end (SIGTERM, SIGINT), and to reload (SIGHUP). Both may come before there
 * is anything to end or to reload, for clients connect, and others send signals, before it is READY. Any thread may call
 * any method.
 */
final class Orders implements AutoCloseable {
    private final Signals signals = new Signals();
    private final Thread hook = new Thread(this::end, "hedgerow-shutdown");
    private final LastWords tooLate =
            new LastWords("not closed in good order in time: the process ends", ExitCode.SOFTWARE);
    private @Nullable Runnable reloading; // guarded by this
    private @Nullable Ending ending; // guarded by this
    private boolean reloadDue; // guarded by this
    private boolean over; // guarded by this

    /** What comes before the end, and how long that may take. */
    private record Ending(Runnable action, Duration limit) {}

    private Orders() {}

    /** Takes orders from now on, until they are closed. Does not return if the process ends already. */
    static Orders take() {
        Orders orders = new Orders();
        try {
            Runtime.getRuntime().addShutdownHook(orders.hook);
        } catch (IllegalStateException e) {
            awaitEndOfProcess();
        }
        // Without an action the signal would end the process.
        orders.signals.on("HUP", orders::reload);
        return orders;
    }

    /** What to do upon an order to reload; done at once if there was one already. */
    void onReload(Runnable action) {
        boolean due;
        synchronized (this) {
            reloading = action;
            due = reloadDue;
        }
        if (due) {
            action.run();
        }
    }

    /**
     * What to do before the process ends with exit code 0. Does not return if it ends already.
     *
     * @param limit how long that may take, whatever it waits for: the process ends then all the same, with exit code 1
     */
    void onEnd(Runnable action, Duration limit) {
        boolean late;
        synchronized (this) {
            late = over;
            ending = new Ending(action, limit);
        }
        if (late) {
            awaitEndOfProcess();
        }
    }

    /** The order to reload. */
    void reload() {
        Runnable action;
        synchronized (this) {
            action = reloading;
            reloadDue = action == null;
        }
        if (action != null) {
            action.run();
        }
    }

    private void end() {
        Ending last;
        synchronized (this) {
            over = true;
            last = ending;
        }
        if (last != null && !isOverInTime(last)) {
            tooLate.end();
        }
        // A JVM that a signal ends would report the signal; one that has ended in good order reports success.
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    /** It may wait for a thread that is stuck, so it has one of its own; without memory there is none. */
    private static boolean isOverInTime(Ending last) {
        try {
            Thread thread = new Thread(last.action(), "hedgerow-closing");
            thread.setDaemon(true);
            thread.start();
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(Nanos.of(last.limit()))));
            return !thread.isAlive();
        } catch (Throwable e) {
            return false;
        }
    }

    /** Takes no more orders. Does not return if the process was told to end: whatever failed thereby is no failure. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            awaitEndOfProcess();
        }
        signals.close();
    }

    private static void awaitEndOfProcess() {
        System.exit(ExitCode.OK); // blocks for ever, as the process is ending already
    }
}
