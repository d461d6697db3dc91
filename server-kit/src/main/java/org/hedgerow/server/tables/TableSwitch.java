package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Ticker;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.table.TableSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a table source that changes keeps the table in use: it switches from one to the next between two questions, and
 * keeps the last good one while the source fails. Logs each trouble once and its end. Any thread.
 */
public final class TableSwitch implements TableSource {
    private static final Logger LOG = LoggerFactory.getLogger(TableSwitch.class);

    private final String name;
    private final Ticker ticker;
    private final List<SwitchListener> listeners = new CopyOnWriteArrayList<>();
    private volatile State state;

    /** All that changes, in one object, so that whoever looks sees what belongs together. */
    private record State(
            Table table,
            long generation,
            long knownAt,
            @Nullable String error) {}

    /**
     * A switch that starts with this table.
     *
     * @param name what logs call the source: a file, the address of a database
     */
    public TableSwitch(String name, Table first) {
        this(name, first, Ticker.system());
    }

    /** A switch with a time of its own. */
    public TableSwitch(String name, Table first, Ticker ticker) {
        this.name = requireNonNull(name, "name");
        this.ticker = requireNonNull(ticker, "ticker");
        this.state = new State(requireNonNull(first, "first"), 1, ticker.nanos(), null);
    }

    @Override
    public Table current() {
        return state.table;
    }

    /** A switch with an empty table that nobody has loaded, which its health says until there is another. */
    static TableSwitch awaiting(String name, Ticker ticker) {
        TableSwitch tables = new TableSwitch(name, Table.of(List.of()), ticker);
        State empty = tables.state;
        tables.state = new State(empty.table, empty.generation, empty.knownAt, "nothing has been loaded yet");
        return tables;
    }

    /** Puts the table in use, for all questions from now on; ends whatever trouble there was. */
    public void publish(Table next) {
        requireNonNull(next, "next");
        Table former;
        synchronized (this) {
            State before = state;
            if (before.table == next) {
                confirm();
                return;
            }
            former = before.table;
            state = new State(next, before.generation + 1, ticker.nanos(), null);
            LOG.info("{}: now {} records", name, next.size());
        }
        listeners.forEach(each -> tell(each, former, next));
    }

    /** Notes that the table in use is what it is to be; ends whatever trouble there was. */
    public synchronized void confirm() {
        State before = state;
        if (before.error != null) {
            LOG.info("{}: back again, with the table in use", name);
        }
        state = new State(before.table, before.generation, ticker.nanos(), null);
    }

    /** Notes that the source fails; the table in use stays. Logged if the trouble is another than the last. */
    public void fail(Throwable cause) {
        String message = requireNonNull(cause, "cause").getMessage();
        fail(message == null || message.isBlank() ? cause.getClass().getName() : message);
        LOG.debug("{}", name, cause);
    }

    /** Notes that the source fails, for this reason; the table in use stays. Logged if it is another than the last. */
    public synchronized void fail(String reason) {
        State before = state;
        if (!requireNonNull(reason, "reason").equals(before.error)) {
            LOG.warn("{}: kept the table in use: {}", name, reason);
        }
        state = new State(before.table, before.generation, before.knownAt, reason);
    }

    /** How the source fares. */
    public TableHealth health() {
        State now = state;
        Duration age = Duration.ofNanos(ticker.nanos() - now.knownAt);
        return new TableHealth(now.generation, now.table.size(), age, Optional.ofNullable(now.error));
    }

    /** Tells {@code listener} of each switch, on the thread that publishes. */
    public void onSwitch(SwitchListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
    }

    private void tell(SwitchListener listener, Table before, Table now) {
        try {
            listener.switched(before, now);
        } catch (Throwable e) {
            Guard.failed(LOG, name + ": a listener failed", e);
        }
    }

    @Override
    public String toString() {
        return name + ": " + state.table;
    }
}
