package org.hedgerow.server.tables;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Nanos;
import org.hedgerow.lane.OwnThreadLane;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.table.TableSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several sources as one. Of the sources that have any records of a name the first one counts, for all types: the others'
 * records of that name are ignored. Where those are not the same, the log says so, and {@link #conflicts}.
 *
 * <p>When a source has another table all of them are merged anew, on a thread of this source's own, in time and memory in
 * proportion to all records. Live sources tell of that; the others are asked each second. Any thread may use it.
 */
public final class MergedTableSource implements LiveTableSource {
    private static final Logger LOG = LoggerFactory.getLogger(MergedTableSource.class);

    private final Map<String, TableSource> sources;
    private final Duration interval;
    private final OwnThreadLane lane = new OwnThreadLane("hedgerow-table-merged");
    private final AtomicBoolean due = new AtomicBoolean();
    private final TableSwitch tables;
    private volatile MergeConflicts conflicts;
    private volatile boolean closed;
    private List<Table> merged; // guarded by this

    private MergedTableSource(Builder builder) {
        this.sources = new LinkedHashMap<>(builder.sources);
        this.interval = builder.interval;
        this.merged = currents();
        Merging merging = new Merging(names(), merged);
        this.tables = new TableSwitch(String.join("+", sources.keySet()), merging.table());
        this.conflicts = new MergeConflicts(0, List.of());
        note(merging.conflicts());
    }

    private void start() {
        live().values().forEach(source -> source.onSwitch(this::mergeSoon));
        lane.execute(this::poll); // which sees, too, what was switched before anybody listened
    }

    /** Merges these, once all are named: those that come first have precedence. */
    public static Builder builder() {
        return new Builder();
    }

    private List<String> names() {
        return List.copyOf(sources.keySet());
    }

    private List<Table> currents() {
        return sources.entrySet().stream()
                .map(each -> requireNonNull(
                        each.getValue().current(), () -> each.getKey() + ": expected a table, found null"))
                .toList();
    }

    private Map<String, LiveTableSource> live() {
        Map<String, LiveTableSource> live = new LinkedHashMap<>();
        sources.forEach((name, source) -> {
            if (source instanceof LiveTableSource each) {
                live.put(name, each);
            }
        });
        return live;
    }

    private void mergeSoon() {
        if (!closed && due.compareAndSet(false, true)) {
            lane.execute(() -> {
                due.set(false); // before the tables are looked at: one that comes later is for the next time
                merge();
            });
        }
    }

    private void poll() {
        if (!closed) {
            merge();
            lane.schedule(Nanos.of(interval), this::poll);
        }
    }

    private synchronized void merge() {
        try {
            List<Table> now = currents();
            if (isMerged(now)) {
                tables.confirm();
                return;
            }
            Merging merging = new Merging(names(), now);
            Table table = merging.table();
            note(merging.conflicts());
            merged = now;
            tables.publish(table);
        } catch (Throwable e) {
            failed(tables.toString(), e);
            tables.fail(e);
        }
    }

    /** What sources throw is told by health and logged once there; an error of the JVM is more than theirs. */
    private static void failed(String what, Throwable e) {
        if (e instanceof VirtualMachineError) {
            Guard.failed(LOG, what, e);
        }
    }

    private boolean isMerged(List<Table> now) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) != merged.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void note(MergeConflicts found) {
        if (found.total() > 0 && !found.equals(conflicts)) {
            LOG.warn("{} names have different records in several sources: {}", found.total(), found);
        }
        conflicts = found;
    }

    @Override
    public Table current() {
        return tables.current();
    }

    /** The names that several sources have, with other records, as of the last merging. */
    public MergeConflicts conflicts() {
        return conflicts;
    }

    /** With the age of the source that has been out of touch for the longest, and the name of the first that fails. */
    @Override
    public TableHealth health() {
        TableHealth own = tables.health();
        Duration age = own.age();
        Optional<String> error = own.lastError();
        for (Map.Entry<String, LiveTableSource> each : live().entrySet()) {
            TableHealth health = health(each.getKey(), each.getValue());
            age = age.compareTo(health.age()) < 0 ? health.age() : age;
            error = error.or(() -> health.lastError().map(reason -> each.getKey() + ": " + reason));
        }
        return new TableHealth(own.generation(), own.records(), age, error);
    }

    /** A source that cannot say how it fares fails. */
    private static TableHealth health(String name, LiveTableSource source) {
        try {
            return requireNonNull(source.health(), "found no health");
        } catch (Throwable e) {
            failed(name, e);
            return new TableHealth(0, 0, Duration.ZERO, Optional.of("health() has thrown " + e));
        }
    }

    @Override
    public void onSwitch(SwitchListener listener) {
        tables.onSwitch(listener);
    }

    /**
     * Has all live sources look now, one after the other, and merges what they have then, even if one of them fails.
     *
     * @throws IOException the failure of the first that fails, with those of the others suppressed
     */
    @Override
    public Table reload() throws IOException {
        IOException failure = null;
        for (Map.Entry<String, LiveTableSource> each : live().entrySet()) {
            try {
                each.getValue().reload();
            } catch (Throwable e) {
                failed(each.getKey(), e);
                IOException io = e instanceof IOException is ? is : new IOException(each.getKey() + ": " + e, e);
                if (failure == null) {
                    failure = io;
                } else if (failure != io) {
                    failure.addSuppressed(io);
                }
            }
        }
        merge();
        if (failure != null) {
            throw failure;
        }
        return tables.current();
    }

    /** Closes the live sources, too. */
    @Override
    public void close() {
        closed = true;
        lane.close();
        live().forEach((name, source) -> {
            try {
                source.close();
            } catch (Throwable e) {
                Guard.failed(LOG, name + ": the source was not closed", e);
            }
        });
    }

    @Override
    public String toString() {
        return tables.toString();
    }

    /** The sources. Not for several threads. */
    public static final class Builder {
        private final Map<String, TableSource> sources = new LinkedHashMap<>();
        private Duration interval = Duration.ofSeconds(1);

        private Builder() {}

        /**
         * One more source, behind those before. It belongs to the merged one then.
         *
         * @param name what conflicts and failures call it
         * @throws IllegalArgumentException if there is one of that name
         */
        public Builder source(String name, TableSource source) {
            requireNonNull(name, "name");
            requireNonNull(source, "source");
            checkArgument(sources.putIfAbsent(name, source) == null, "expected another name, found \"%s\" again", name);
            return this;
        }

        /**
         * How often sources that are not live are asked for their table; each second unless told.
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

        /**
         * Merges the sources, and follows them from then on.
         *
         * @throws IllegalArgumentException if there are none
         */
        public MergedTableSource open() {
            checkArgument(!sources.isEmpty(), "expected sources, found none");
            MergedTableSource source = new MergedTableSource(this);
            source.start();
            return source;
        }
    }
}
