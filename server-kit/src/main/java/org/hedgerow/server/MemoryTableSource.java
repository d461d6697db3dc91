package org.hedgerow.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hedgerow.DomainName;
import org.hedgerow.RecordType;
import org.hedgerow.ResourceRecord;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableBuilder;
import org.hedgerow.table.TableHealth;

/**
 * A table that this program changes itself. Each change makes a new table, so that it takes time and memory in proportion to
 * all records, not to those that change: make several changes in one {@link #edit}. A change is seen as a whole or not at
 * all; one that cannot be leaves everything as it was.
 *
 * <p>Any thread may use it: changes come one after the other, questions are not held up. It holds nothing, so closing it does
 * nothing.
 */
public final class MemoryTableSource implements LiveTableSource {
    private final TableSwitch tables;
    private boolean editing; // guarded by this

    private MemoryTableSource(Table first) {
        this.tables = new TableSwitch("memory", first);
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
        return tables.current();
    }

    /** Good; what is known of the table never ages. */
    @Override
    public TableHealth health() {
        TableHealth health = tables.health();
        return new TableHealth(health.generation(), health.records(), Duration.ZERO, health.lastError());
    }

    @Override
    public void onSwitch(Runnable listener) {
        tables.onSwitch(listener);
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
        tables.publish(Table.of(requireNonNull(records, "records")));
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
        Edit edit = new Edit(tables.current());
        editing = true;
        try {
            changes.accept(edit);
        } finally {
            editing = false;
        }
        if (edit.changed) {
            tables.publish(edit.table());
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
        return tables.current();
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    @Override
    public String toString() {
        return tables.toString();
    }

    /** Changes under way, of one {@link MemoryTableSource#edit}. For its thread, until it returns. */
    public static final class Edit {
        private final Map<DomainName, List<ResourceRecord>> byOwner = new LinkedHashMap<>();
        private boolean changed;

        private Edit(Table table) {
            table.forEach(this::add);
        }

        private void add(ResourceRecord record) {
            byOwner.computeIfAbsent(record.name(), name -> new ArrayList<>(1)).add(record);
        }

        /** Adds records to those there are. One that is there already but for its TTL gets the new TTL. */
        public Edit put(ResourceRecord... records) {
            for (ResourceRecord record : requireNonNull(records, "records")) {
                requireNonNull(record, "record");
                List<ResourceRecord> same = byOwner.computeIfAbsent(record.name(), name -> new ArrayList<>(1));
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
            List<ResourceRecord> records = byOwner.get(requireNonNull(name, "name"));
            if (records != null) {
                changed |= records.removeIf(
                        each -> type.equals(RecordType.ANY) || each.type().equals(type));
            }
            return this;
        }

        /** Removes all records of the name. */
        public Edit remove(DomainName name) {
            return remove(name, RecordType.ANY);
        }

        private Table table() {
            TableBuilder table = Table.builder();
            byOwner.values().forEach(records -> records.forEach(table::add));
            return table.build();
        }
    }
}
