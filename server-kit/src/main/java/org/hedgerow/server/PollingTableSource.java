package org.hedgerow.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.hedgerow.lane.Ticker;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/**
 * A table that a {@link TableLoader} gets, again and again: off the query path, on a thread of its own. A load that fails
 * leaves the table in use, and is tried again when the next is due.
 */
public final class PollingTableSource implements LiveTableSource {
    private final TableLoader loader;
    private final Duration interval;
    private final TableSwitch tables;
    private final OwnThreadLane lane;
    private volatile boolean closed;

    private PollingTableSource(Builder builder, TableSwitch tables) {
        this.loader = builder.loader;
        this.interval = builder.interval;
        this.tables = tables;
        this.lane = new OwnThreadLane("hedgerow-table-" + builder.name);
    }

    /**
     * A source over the loader, once its settings are made.
     *
     * @param name what logs call it, and its thread
     */
    public static Builder builder(String name, TableLoader loader) {
        return new Builder(name, loader);
    }

    @Override
    public Table current() {
        return tables.current();
    }

    @Override
    public TableHealth health() {
        return tables.health();
    }

    @Override
    public void onSwitch(Runnable listener) {
        tables.onSwitch(listener);
    }

    @Override
    public synchronized Table reload() throws IOException {
        try {
            loader.load().ifPresentOrElse(tables::publish, tables::confirm);
            return tables.current();
        } catch (Exception e) {
            tables.fail(e);
            throw asIo(e);
        } catch (Error e) {
            tables.fail(e);
            throw e;
        }
    }

    private void next() {
        if (!closed) {
            lane.schedule(interval.toNanos(), this::poll);
        }
    }

    private void poll() {
        try {
            if (!closed) {
                reload();
            }
        } catch (IOException e) {
            // Noted by whoever loads.
        } finally {
            next();
        }
    }

    @Override
    public void close() {
        closed = true;
        lane.close();
    }

    private static IOException asIo(Exception e) {
        if (e instanceof IOException io) {
            return io;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new InterruptedIOException("interrupted");
        }
        return new IOException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }

    @Override
    public String toString() {
        return tables.toString();
    }

    /** The settings of a source. Not for several threads. */
    public static final class Builder {
        private final String name;
        private final TableLoader loader;
        private Duration interval = Duration.ofSeconds(1);
        private Ticker ticker = Ticker.system();

        private Builder(String name, TableLoader loader) {
            this.name = name;
            this.loader = loader;
        }

        /** How long to wait after a load, until the next; a second unless told. */
        public Builder every(Duration interval) {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("expected an interval above zero, found \"" + interval + '"');
            }
            this.interval = interval;
            return this;
        }

        /** The time that {@link TableHealth#age()} goes by; the system's unless told. */
        public Builder ticker(Ticker ticker) {
            this.ticker = ticker;
            return this;
        }

        /**
         * Loads the table for the first time and follows it from then on. Blocks.
         *
         * @throws IOException if it cannot be had
         */
        public PollingTableSource open() throws IOException {
            Table first;
            try {
                first = loader.load().orElseThrow(() -> new IOException(name + ": expected a table, found none"));
            } catch (Exception e) {
                throw asIo(e);
            }
            PollingTableSource source = new PollingTableSource(this, new TableSwitch(name, first, ticker));
            source.lane.execute(source::next);
            return source;
        }

        /**
         * Serves an empty table until the first can be had, which is tried at once; until then health says so. Does not
         * block.
         */
        public PollingTableSource openEmpty() {
            PollingTableSource source = new PollingTableSource(this, TableSwitch.awaiting(name, ticker));
            source.lane.execute(source::poll);
            return source;
        }
    }
}
