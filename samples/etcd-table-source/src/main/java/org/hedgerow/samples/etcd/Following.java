package org.hedgerow.samples.etcd;

import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.io.IOException;
import java.time.Duration;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.server.tables.TableSwitch;
import org.hedgerow.table.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a cluster and switches tables, confined to a lane of its own.
 *
 * <pre>
 *   loading   -- pages are read --------> watching
 *   watching  -- changes ----------------> watching, and a table is made of them soon
 *   watching  -- compacted, or the cluster has another history --> loading
 *   any       -- failure, or silence ----> waiting
 *   waiting   -- time -------------------> watching from the revision behind the last one known, or loading if there is none
 * </pre>
 */
final class Following implements EtcdSession.Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int SILENT_BEATS = 3;

    private final TableSwitch tables;
    private final GuardedLane lane;
    private final Gathering gathering;
    private EtcdOptions options;
    private Services services;
    private long known; // the last revision that is in the services
    private boolean complete = true; // false once there were changes that nobody can tell any more
    private boolean created; // the watch of this session
    private boolean heard; // something, by this session
    private long createdAt;
    private int silentBeats; // in a row; a clock would count what this lane was busy with, too
    private Duration retry;
    private @Nullable Cancellable waiting; // to follow again
    private volatile @Nullable EtcdSession session; // any thread closes it
    private volatile @Nullable EtcdSession retired; // so does it this one
    private volatile boolean closed;

    Following(EtcdOptions options, TableSwitch tables, Loaded loaded, GuardedLane lane) {
        this.options = options;
        this.tables = tables;
        this.services = loaded.services();
        this.known = loaded.revision();
        this.retry = options.pace().retry();
        this.lane = lane;
        this.gathering = new Gathering(lane, tables, options.pace().gather());
    }

    /** Begins to follow. Any thread. */
    void start() {
        lane.schedule(Duration.ZERO, this::follow);
        lane.schedule(options.pace().heartbeat(), this::beat);
    }

    /** Reads all and puts it in use. Blocks. */
    Table load() throws IOException {
        EtcdSession current = session;
        try {
            EtcdSession used = current == null ? open() : current;
            Loaded loaded = used.load();
            Table table = loaded.table(options.zones());
            services = loaded.services();
            known = loaded.revision();
            complete = true;
            tables.publish(table);
            if (used != current) {
                used.watch(known + 1, this, lane);
            } // else what the watch still has to tell of earlier revisions is passed over
            return tables.current();
        } catch (IOException | IllegalArgumentException e) {
            lost(String.valueOf(e.getMessage()));
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private EtcdSession open() throws IOException {
        drop();
        closeRetired();
        if (waiting != null) {
            waiting.cancel();
            waiting = null;
        }
        EtcdSession opened = EtcdSession.open(options);
        session = opened;
        if (closed) {
            opened.close();
        }
        created = false;
        heard = false;
        silentBeats = 0;
        return opened;
    }

    private void follow() {
        try {
            if (closed) {
                return;
            }
            if (complete) {
                open().watch(known + 1, this, lane);
            } else {
                load();
            }
        } catch (IOException e) {
            if (complete) {
                lost(String.valueOf(e.getMessage()));
            } // else it is told
        } catch (RuntimeException e) {
            lost(e.toString());
        }
    }

    @Override
    public void watching(EtcdSession from, long revision) {
        if (from == session) {
            created = true;
            createdAt = System.nanoTime();
            silentBeats = 0;
            if (revision < known) {
                LOG.info("the cluster is at revision {}, before {}: all is read again", revision, known);
                readAgain();
            }
        }
    }

    @Override
    public void heard(EtcdSession from, WatchResponse response) {
        if (from != session) {
            return;
        }
        heard = true;
        silentBeats = 0;
        retry = options.pace().retry();
        long before = known;
        for (WatchEvent event : response.getEvents()) {
            apply(event, before);
        }
        // The revision of a sign of life may be ahead of what is still to come: members before 3.4.25 have that wrong.
        if (known > before) {
            gathering.switchSoon(this::makeTable);
        } else if (!gathering.isBehind()) {
            tables.confirm();
        }
    }

    private void apply(WatchEvent event, long before) {
        KeyValue pair = event.getKeyValue();
        if (pair.getModRevision() <= before) {
            return;
        }
        known = Math.max(known, pair.getModRevision());
        if (event.getEventType() == WatchEvent.EventType.DELETE) {
            services.remove(Pages.text(pair.getKey()));
        } else {
            services.put(Pages.text(pair.getKey()), Pages.text(pair.getValue()));
        }
    }

    @Override
    public void failed(EtcdSession from, Throwable cause) {
        if (from != session) {
            return;
        }
        if (EtcdFailure.isCompacted(cause)) {
            LOG.info("{}: all is read again", EtcdFailure.text(cause));
            readAgain();
        } else {
            lost(EtcdFailure.text(cause));
        }
    }

    private void readAgain() {
        complete = false;
        drop();
        follow();
    }

    private void lost(String reason) {
        // What it has missed may be more than a message can hold.
        complete &= heard || !created;
        drop();
        if (!closed) {
            tables.fail(reason);
            waiting = lane.schedule(retry, this::follow);
            Duration twice = retry.multipliedBy(2);
            retry = twice.compareTo(options.pace().maxRetry()) < 0
                    ? twice
                    : options.pace().maxRetry();
            options = options.withAccess(options.access().rotated());
        }
    }

    private void makeTable() {
        tables.publish(new Loaded(services, known).table(options.zones()));
    }

    private void beat() {
        try {
            listen();
        } finally {
            lane.schedule(options.pace().heartbeat(), this::beat);
        }
    }

    private void listen() {
        EtcdSession asked = session;
        Duration beat = options.pace().heartbeat();
        if (asked == null) {
            return;
        }
        if (silentBeats == SILENT_BEATS) {
            lost("silent for " + EtcdFailure.seconds(beat.multipliedBy(SILENT_BEATS)));
            return;
        }
        silentBeats++;
        if (created && System.nanoTime() - createdAt > beat.toNanos()) {
            // Not sooner, for members answer that before they have looked at what the watch has missed.
            asked.requestProgress();
        }
    }

    /** What of the keys is left out, and why. */
    Services services() {
        return services;
    }

    /** Has the session end; its client is closed later, for jetcd may be in the middle of telling that it failed. */
    private void drop() {
        EtcdSession old = session;
        if (old != null) {
            closeRetired();
            old.stop();
            retired = old;
            session = null;
        }
    }

    private void closeRetired() {
        EtcdSession old = retired;
        retired = null;
        if (old != null) {
            old.close();
        }
    }

    /** Follows no more. Any thread; does not wait. */
    void close() {
        closed = true;
        for (EtcdSession each : new EtcdSession[] {session, retired}) {
            if (each != null) {
                each.close();
            }
        }
    }
}
