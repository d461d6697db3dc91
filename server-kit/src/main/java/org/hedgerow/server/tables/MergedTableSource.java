package org.hedgerow.server.tables;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final MergedSources sources;
    private final Duration interval;
    private final OwnThreadLane lane = new OwnThreadLane("hedgerow-table-merged");
    private final AtomicBoolean due = new AtomicBoolean();
    private final TableSwitch tables;
    private volatile MergeConflicts conflicts;
    private volatile boolean closed;
    private List<Table> merged; // guarded by this

    private MergedTableSource(Builder builder) {
        this.sources = new MergedSources(builder.sources);
        this.interval = builder.interval;
        this.merged = sources.currents();
        Merging merging = new Merging(sources.names(), merged);
        this.tables = new TableSwitch(String.join("+", sources.names()), merging.table());
        this.conflicts = new MergeConflicts(0, List.of());
        note(merging.conflicts());
    }

    private void start() {
        sources.onSwitch(this::mergeSoon);
        lane.execute(this::poll); // which sees, too, what was switched before anybody listened
    }

    /** Merges these, once all are named: those that come first have precedence. */
    public static Builder builder() {
        return new Builder();
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
            List<Table> now = sources.currents();
            if (isMerged(now)) {
                tables.confirm();
                return;
            }
            Merging merging = new Merging(sources.names(), now);
            Table table = merging.table();
            note(merging.conflicts());
            merged = now;
            tables.publish(table);
        } catch (Throwable e) {
            MergedSources.failed(tables.toString(), e);
            tables.fail(e);
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
        return sources.health(tables.health());
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
        IOException failure = sources.reload();
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
        sources.close();
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
