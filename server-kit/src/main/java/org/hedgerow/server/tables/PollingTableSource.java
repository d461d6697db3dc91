package org.hedgerow.server.tables;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Nanos;
import org.hedgerow.lane.OwnThreadLane;
import org.hedgerow.lane.Ticker;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that a {@link TableLoader} gets, again and again: off the query path, on a thread of its own. A load that fails,
 * whatever it throws, leaves the table in use, and is tried again when the next is due. Any thread may use it.
 */
public final class PollingTableSource implements LiveTableSource {
    private static final Logger LOG = LoggerFactory.getLogger(PollingTableSource.class);

    private final OwnedLoader loader;
    private final Duration interval;
    private final TableSwitch tables;
    private final OwnThreadLane lane;
    private final Waiting waiting = new Waiting();
    private volatile boolean closed;

    private PollingTableSource(Builder builder, OwnedLoader loader, TableSwitch tables) {
        this.loader = loader;
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
    public void onSwitch(SwitchListener listener) {
        tables.onSwitch(listener);
    }

    /**
     * Has the loader load now, and waits for that, on the thread of this source. A caller who is interrupted waits no longer,
     * and the load goes on.
     *
     * @throws IOException if there is no table to be had, or the source is closed; the table in use stays
     * @throws IllegalStateException if the loader or a listener of this source calls it
     */
    @Override
    public Table reload() throws IOException {
        checkState(!lane.inside(), "a loader or a listener of the source cannot wait for it");
        return waiting.await(outcome -> lane.execute(() -> load(outcome)));
    }

    private void load(CompletableFuture<Table> outcome) {
        try {
            loader.load().ifPresentOrElse(tables::publish, tables::confirm);
            outcome.complete(tables.current());
        } catch (Throwable e) {
            if (!closed) { // else it was interrupted for that
                tables.fail(e);
            }
            if (e instanceof VirtualMachineError) {
                Guard.failed(LOG, tables.toString(), e);
            }
            outcome.completeExceptionally(e);
        }
    }

    private void next() {
        if (!closed) {
            lane.schedule(Nanos.of(interval), this::poll);
        }
    }

    private void poll() {
        if (!closed) {
            load(new CompletableFuture<>()); // whose failure is noted
            next();
        }
    }

    /**
     * Loads no more, interrupts a load that is under way, and has the loader closed. Does not wait for the end of the load; any
     * thread, the loader too.
     */
    @Override
    public void close() {
        closed = true;
        waiting.close(); // first: an interrupt is no news to those who wait
        lane.closeNow();
        loader.close();
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
            this.name = requireNonNull(name, "name");
            this.loader = requireNonNull(loader, "loader");
        }

        /**
         * How long to wait after a load, until the next; a second unless told.
         *
         * @throws IllegalArgumentException if that is zero or negative
         */
        public Builder every(Duration interval) {
            checkArgument(
                    requireNonNull(interval, "interval").compareTo(Duration.ZERO) > 0,
                    "expected an interval above zero, found \"%s\"",
                    interval);
            this.interval = interval;
            return this;
        }

        /** The time that {@link TableHealth#age()} goes by; the system's unless told. */
        public Builder ticker(Ticker ticker) {
            this.ticker = requireNonNull(ticker, "ticker");
            return this;
        }

        /**
         * Loads the table for the first time and follows it from then on. Blocks.
         *
         * @throws IOException if it cannot be had; the loader is not closed then, and it may be tried again
         */
        public PollingTableSource open() throws IOException {
            OwnedLoader owned = new OwnedLoader(loader);
            Table first;
            try {
                first = owned.load().orElseThrow(() -> new IOException(name + ": expected a table, found none"));
            } catch (Exception e) {
                throw asIo(e);
            }
            PollingTableSource source = new PollingTableSource(this, owned, new TableSwitch(name, first, ticker));
            source.lane.execute(source::next);
            return source;
        }

        /**
         * Serves an empty table until the first can be had, which is tried at once; until then health says so. Does not
         * block.
         */
        public PollingTableSource openEmpty() {
            PollingTableSource source =
                    new PollingTableSource(this, new OwnedLoader(loader), TableSwitch.awaiting(name, ticker));
            source.lane.execute(source::poll);
            return source;
        }
    }
}
