package com.example.strangers;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/** Asks somebody for the records every so often. */
final class SuppliedTableSource implements LiveTableSource {
    private final Callable<Collection<ResourceRecord>> records;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final List<SwitchListener> listeners = new CopyOnWriteArrayList<>();
    private volatile State state;

    SuppliedTableSource(Callable<Collection<ResourceRecord>> records, Duration pause) throws Exception {
        this.records = records;
        Collection<ResourceRecord> first = records.call();
        state = new State(first, Table.of(first), 1, System.nanoTime(), Optional.empty());
        looks.scheduleWithFixedDelay(this::look, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What the table is made of, and how it fares. */
    private record State(
            Collection<ResourceRecord> records, Table table, long generation, long knownAt, Optional<String> error) {
        State known() {
            return new State(records, table, generation, System.nanoTime(), Optional.empty());
        }

        State failed(Exception e) {
            return new State(records, table, generation, knownAt, Optional.of(e.toString()));
        }

        State next(Collection<ResourceRecord> others) {
            return new State(others, Table.of(others), generation + 1, System.nanoTime(), Optional.empty());
        }
    }

    private synchronized void look() {
        State before = state;
        try {
            Collection<ResourceRecord> now = records.call();
            state = now.equals(before.records) ? before.known() : before.next(now);
        } catch (Exception e) {
            state = before.failed(e);
        }
        if (state.table != before.table) {
            for (SwitchListener each : listeners) {
                tell(each, before.table, state.table);
            }
        }
    }

    private static void tell(SwitchListener listener, Table before, Table now) {
        try {
            listener.switched(before, now);
        } catch (RuntimeException e) {
            System.getLogger("strangers").log(System.Logger.Level.WARNING, "a listener failed", e);
        }
    }

    @Override
    public Table current() {
        return state.table;
    }

    @Override
    public TableHealth health() {
        State now = state;
        Duration age = Duration.ofNanos(System.nanoTime() - now.knownAt);
        return new TableHealth(now.generation, now.table.size(), age, now.error);
    }

    @Override
    public void onSwitch(SwitchListener listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized Table reload() throws IOException {
        look();
        if (state.error.isPresent()) {
            throw new IOException(state.error.get());
        }
        return state.table;
    }

    @Override
    public void close() {
        looks.shutdown();
    }
}
