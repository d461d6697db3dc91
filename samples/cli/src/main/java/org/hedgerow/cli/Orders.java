package org.hedgerow.cli;

import org.hedgerow.server.Signals;
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
    private @Nullable Runnable reloading; // guarded by this
    private @Nullable Runnable ending; // guarded by this
    private boolean reloadDue; // guarded by this
    private boolean over; // guarded by this

    private Orders() {}

    /** Takes orders from now on, until they are closed. */
    static Orders take() {
        Orders orders = new Orders();
        Runtime.getRuntime().addShutdownHook(orders.hook);
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

    /** What to do before the process ends with exit code 0. Does not return if it ends already. */
    void onEnd(Runnable action) {
        boolean late;
        synchronized (this) {
            late = over;
            ending = action;
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
        Runnable action;
        synchronized (this) {
            over = true;
            action = ending;
        }
        if (action != null) {
            action.run();
        }
        // A JVM that a signal ends would report the signal; one that has ended in good order reports success.
        Runtime.getRuntime().halt(ExitCode.OK);
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
