package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hedgerow.lane.Guard;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.table.TableSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources of a merged one, in the order of their precedence; what one of them throws costs the others nothing. Any thread. */
final class MergedSources {
    private static final Logger LOG = LoggerFactory.getLogger(MergedTableSource.class);

    private final Map<String, TableSource> all;
    private final Map<String, LiveTableSource> live = new LinkedHashMap<>();

    MergedSources(Map<String, TableSource> sources) {
        this.all = new LinkedHashMap<>(sources);
        all.forEach((name, source) -> {
            if (source instanceof LiveTableSource each) {
                live.put(name, each);
            }
        });
    }

    List<String> names() {
        return List.copyOf(all.keySet());
    }

    /** The table of each. */
    List<Table> currents() {
        return all.entrySet().stream()
                .map(each -> requireNonNull(
                        each.getValue().current(), () -> each.getKey() + ": expected a table, found null"))
                .toList();
    }

    void onSwitch(Runnable listener) {
        live.values().forEach(source -> source.onSwitch(listener));
    }

    /** That health, with the age of the source out of touch for the longest, and the name of the first that fails. */
    TableHealth health(TableHealth own) {
        Duration age = own.age();
        Optional<String> error = own.lastError();
        for (Map.Entry<String, LiveTableSource> each : live.entrySet()) {
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

    /** What sources throw is told by health and logged once there; an error of the JVM is more than theirs. */
    static void failed(String what, Throwable e) {
        if (e instanceof VirtualMachineError) {
            Guard.failed(LOG, what, e);
        }
    }

    /** Has all live ones look now; returns the failure of the first that fails, with those of the others suppressed. */
    @Nullable
    IOException reload() {
        IOException failure = null;
        for (Map.Entry<String, LiveTableSource> each : live.entrySet()) {
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
        return failure;
    }

    /** Closes the live ones. */
    void close() {
        live.forEach((name, source) -> {
            try {
                source.close();
            } catch (Throwable e) {
                Guard.failed(LOG, name + ": the source was not closed", e);
            }
        });
    }
}
