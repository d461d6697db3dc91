package org.hedgerow.samples.etcd;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.server.tables.TableSwitch;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/**
 * A table of what is in an etcd cluster, in the layout of CoreDNS's etcd plugin, which follows the cluster. It reads all
 * keys once, in pages, and then watches them. What happens at one revision, as by a transaction, is in use at once and as a
 * whole; changes that come in quick succession are gathered. While the cluster is away, the last table stays in use.
 *
 * <p>Keys that say nothing are left out; {@link #health()} names them as its error, though the table in use is what it can
 * be.
 */
final class EtcdTableSource implements LiveTableSource {
    private final TableSwitch tables;
    private final Following following;
    private final ScheduledThreadPoolExecutor lane;
    private volatile Optional<String> problems;

    private EtcdTableSource(EtcdOptions options, TableSwitch tables, Loaded loaded) {
        this.tables = tables;
        this.problems = loaded.services().problems();
        this.lane = new ScheduledThreadPoolExecutor(1, LightThreads.platform("hedgerow-table-etcd"));
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.following = new Following(options, tables, loaded, new GuardedLane(lane));
        tables.onSwitch((before, now) -> problems = following.services().problems());
    }

    /**
     * Reads the table for the first time and follows it from then on. Blocks.
     *
     * @throws IOException if the cluster is not there; the message says where it was looked for and why
     */
    static EtcdTableSource open(EtcdOptions options) throws IOException {
        String name = options.access().name() + options.keys().prefix();
        Loaded loaded = first(options);
        TableSwitch tables = new TableSwitch(name, loaded.table(options.zones()));
        EtcdTableSource source = new EtcdTableSource(options, tables, loaded);
        source.following.start();
        return source;
    }

    private static Loaded first(EtcdOptions options) throws IOException {
        EtcdOptions attempt = options;
        for (int left = options.access().endpoints().size(); ; left--) {
            try (EtcdSession session = EtcdSession.open(attempt)) {
                return session.load();
            } catch (IOException e) {
                if (left <= 1) {
                    throw new IOException(options.access().name() + ": " + e.getMessage(), e);
                }
                attempt = attempt.withAccess(attempt.access().rotated());
            }
        }
    }

    @Override
    public Table current() {
        return tables.current();
    }

    @Override
    public TableHealth health() {
        TableHealth health = tables.health();
        return new TableHealth(
                health.generation(),
                health.records(),
                health.age(),
                health.lastError().or(() -> problems));
    }

    @Override
    public void onSwitch(SwitchListener listener) {
        tables.onSwitch(listener);
    }

    @Override
    public Table reload() throws IOException {
        try {
            Future<Table> loading = lane.submit(following::load);
            return loading.get();
        } catch (RejectedExecutionException | CancellationException e) {
            throw new IOException("closed", e);
        } catch (ExecutionException e) {
            throw new IOException(EtcdFailure.text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        following.close();
        for (Runnable each : lane.shutdownNow()) {
            if (each instanceof Future<?> task) {
                task.cancel(true); // somebody may wait for it
            }
        }
    }

    @Override
    public String toString() {
        return tables.toString();
    }
}
