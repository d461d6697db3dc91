package org.hedgerow.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does when it is told to reload (SIGHUP): looks at the tables again, where a bad one leaves the one in use. The log
 * says in one line how that went. It has a thread of its own while there is something to do, so that another order is answered, too,
 * where a load takes its time; the tables are looked at once more then. Any thread.
 */
final class Reload implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final ServedTables tables;
    private boolean due; // guarded by this
    private boolean underWay; // too
    private long since; // too

    private Reload(ServedTables tables) {
        this.tables = tables;
    }

    static Runnable of(ServedTables tables) {
        return new Reload(tables);
    }

    /** There is no table. */
    static Runnable nothing() {
        return () -> LOG.info("nothing to reload: a root server has no table");
    }

    @Override
    public synchronized void run() {
        due = true;
        if (underWay) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
            if (seconds > 0) {
                LOG.warn("reloading {} is under way since {} s, and comes again after that", tables.names(), seconds);
            }
            return;
        }
        Thread thread = new Thread(this::reloadWhileDue, "hedgerow-reload");
        thread.setDaemon(true);
        thread.start();
        underWay = true;
    }

    private void reloadWhileDue() {
        while (isDue()) {
            try {
                reload();
            } catch (RuntimeException e) {
                LOG.error("reloading failed", e);
            }
        }
    }

    private synchronized boolean isDue() {
        underWay = due;
        due = false;
        since = System.nanoTime();
        return underWay;
    }

    private void reload() {
        Optional<String> before = tables.source().health().lastError();
        try {
            int records = tables.source().reload().size();
            LOG.info("reloaded {}: {}", tables.names(), Words.count(records, "record"));
        } catch (IOException e) {
            Optional<String> now = tables.source().health().lastError();
            if (now.map(Reload::withoutTime)
                    .equals(before.map(Reload::withoutTime))) { // else the source has just said so
                LOG.warn("kept the table in use: {}", now.orElse(e.getMessage()));
            }
        }
    }

    /** A load that is under way is the same trouble whatever its age is. */
    private static String withoutTime(String error) {
        return error.replaceFirst(" since \\d+ s$", "");
    }
}
