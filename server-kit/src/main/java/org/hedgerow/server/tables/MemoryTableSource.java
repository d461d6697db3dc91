package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hedgerow.lane.Guard;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that this program changes itself. A change is seen as a whole or not at all, by all who ask once the call that makes it
 * returns; one that cannot be leaves everything as it was.
 *
 * <p>A change takes time in proportion to the names that it changes, but the table that is made of all records takes time in
 * proportion to those, and all memory twice. Of changes that nobody asks in between, as when a program begins, whoever asks next
 * makes one table; while questions come, or where a {@link SwitchListener} listens, each change makes one, on the thread that changes, so that no
 * question is held up. Make several changes in one {@link #edit}.
 *
 * <p>Any thread may use it: changes come one after the other. It holds nothing, so closing it does nothing.
 */
public final class MemoryTableSource implements LiveTableSource {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryTableSource.class);

    private final List<SwitchListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> tableless = new CopyOnWriteArrayList<>(); // those who listen and want no tables
    private final MemoryTable table;
    private boolean editing; // guarded by this

    private MemoryTableSource(Table first) {
        this.table = new MemoryTable(first);
    }

    /** A source without records. */
    public static MemoryTableSource empty() {
        return of(List.of());
    }

    /**
     * A source with these records.
     *
     * @throws IllegalArgumentException if records cannot be together, as {@link Table#of} has it
     */
    public static MemoryTableSource of(Collection<ResourceRecord> records) {
        return new MemoryTableSource(Table.of(requireNonNull(records, "records")));
    }

    @Override
    public Table current() {
        return table.asked();
    }

    /** Good; what is known of the table never ages. */
    @Override
    public TableHealth health() {
        return table.health();
    }

    @Override
    public void onSwitch(SwitchListener listener) {
        listeners.add(requireNonNull(listener, "listener"));
    }

    @Override
    public void onSwitch(Runnable listener) {
        tableless.add(requireNonNull(listener, "listener"));
    }

    /**
     * Adds records to those there are. One that is there already but for its TTL gets the new TTL.
     *
     * @throws IllegalArgumentException if records cannot be together, as {@link Table#of} has it; nothing changes then
     */
    public void put(ResourceRecord... records) {
        edit(edit -> edit.put(records));
    }

    /** Removes all records of the name and type; {@link RecordType#ANY} means all types. */
    public void remove(DomainName name, RecordType type) {
        edit(edit -> edit.remove(name, type));
    }

    /** Removes all records of the name. */
    public void remove(DomainName name) {
        edit(edit -> edit.remove(name));
    }

    /**
     * Has these records and no others from now on.
     *
     * @throws IllegalArgumentException if records cannot be together, as {@link Table#of} has it; nothing changes then
     */
    public synchronized void replace(Collection<ResourceRecord> records) {
        checkNotEditing();
        Table next = Table.of(requireNonNull(records, "records"));
        switchBy(() -> table.replace(next));
    }

    /**
     * Makes several changes, which are seen as one.
     *
     * @param changes makes them, on the calling thread, before this returns
     * @throws IllegalArgumentException if records cannot be together in the end, as {@link Table#of} has it; nothing changes
     *     then, nor if {@code changes} throws anything
     * @throws IllegalStateException if {@code changes} calls this source instead of what it is given
     */
    public synchronized void edit(Consumer<Edit> changes) {
        requireNonNull(changes, "changes");
        checkNotEditing();
        Edit edit = new Edit(table.records());
        editing = true;
        try {
            changes.accept(edit);
        } finally {
            editing = false;
        }
        if (edit.changed) {
            edit.check();
            switchBy(() -> table.change(edit.edited, !listeners.isEmpty()));
        }
    }

    private void switchBy(Runnable change) {
        List<SwitchListener> told = List.copyOf(listeners);
        if (told.isEmpty()) {
            change.run();
        } else {
            Table before = table.table();
            change.run();
            Table now = table.table();
            told.forEach(listener -> guard(() -> listener.switched(before, now)));
        }
        tableless.forEach(MemoryTableSource::guard);
    }

    private static void guard(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "a listener failed", e);
        }
    }

    private void checkNotEditing() {
        if (editing) {
            throw new IllegalStateException("expected changes by the edit that is under way");
        }
    }

    /** There is nothing to look for: returns the table in use. */
    @Override
    public Table reload() {
        return table.table();
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    @Override
    public String toString() {
        return "memory: " + table.table();
    }

    /** Changes under way, of one {@link MemoryTableSource#edit}. For its thread, until it returns. */
    public static final class Edit {
        private final Map<DomainName, List<ResourceRecord>> all;
        private final Map<DomainName, List<ResourceRecord>> edited = new LinkedHashMap<>();
        private boolean changed;

        private Edit(Map<DomainName, List<ResourceRecord>> all) {
            this.all = all;
        }

        private List<ResourceRecord> of(DomainName name) {
            return edited.computeIfAbsent(name, any -> new ArrayList<>(all.getOrDefault(name, List.of())));
        }

        /** Adds records to those there are. One that is there already but for its TTL gets the new TTL. */
        public Edit put(ResourceRecord... records) {
            for (ResourceRecord record : requireNonNull(records, "records")) {
                requireNonNull(record, "record");
                List<ResourceRecord> same = of(record.name());
                if (!same.contains(record)) {
                    same.removeIf(each ->
                            each.type().equals(record.type()) && each.data().equals(record.data()));
                    same.add(record);
                    changed = true;
                }
            }
            return this;
        }

        /** Removes all records of the name and type; {@link RecordType#ANY} means all types. */
        public Edit remove(DomainName name, RecordType type) {
            requireNonNull(type, "type");
            changed |= of(requireNonNull(name, "name"))
                    .removeIf(each -> type.equals(RecordType.ANY) || each.type().equals(type));
            return this;
        }

        /** Removes all records of the name. */
        public Edit remove(DomainName name) {
            return remove(name, RecordType.ANY);
        }

        /** Fails if records of one name cannot be together; those of different names can. */
        private void check() {
            edited.values().forEach(Table::of);
        }
    }
}
