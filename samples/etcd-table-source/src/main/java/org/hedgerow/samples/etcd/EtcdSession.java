package org.hedgerow.samples.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.Watch.Watcher;
import io.etcd.jetcd.options.OptionsUtil;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the cluster, and one watch. It is used until the first failure, and then closed: jetcd would resume a watch
 * by itself, but from the revision of the member that it comes back to, without what happened before; and gRPC would wait
 * for up to two minutes before it connects again. Its methods are for one thread, but for {@link #close()}.
 */
final class EtcdSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdSession.class);

    private final Client client;
    private final EtcdOptions options;
    private @Nullable Watcher watcher;
    private boolean closed; // guarded by this

    private EtcdSession(Client client, EtcdOptions options) {
        this.client = client;
        this.options = options;
    }

    /** Who is told what the cluster says, on the executor given. */
    interface Hearing {
        /** The watch is there; the member that has it is at this revision. */
        void watching(EtcdSession session, long revision);

        /** Changes, of whole revisions, or none, which is a sign of life. */
        void heard(EtcdSession session, WatchResponse response);

        /** The watch is over. */
        void failed(EtcdSession session, Throwable cause);
    }

    /** A session, which is not connected yet. */
    static EtcdSession open(EtcdOptions options) throws IOException {
        return new EtcdSession(options.access().connect(), options);
    }

    /** Reads all keys. Blocks. */
    Loaded load() throws IOException {
        return Loaded.load(keys(), options);
    }

    /** What jetcd makes when it is first asked for would stay if that came after the client was closed. */
    private synchronized KV keys() throws IOException {
        checkOpen();
        return client.getKVClient();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
    }

    /** Watches all keys from that revision on. Does not block. */
    synchronized void watch(long revision, Hearing hearing, Executor executor) throws IOException {
        // Without fragments, which jetcd does not ask for, a response has all that happened at a revision.
        WatchOption option = WatchOption.builder()
                .withRange(
                        OptionsUtil.prefixEndOf(EtcdAccess.bytes(options.keys().all())))
                .withRevision(revision)
                .withProgressNotify(true)
                .withCreateNotify(true)
                .withRequireLeader(true)
                .build();
        checkOpen();
        watcher = client.getWatchClient()
                .watch(EtcdAccess.bytes(options.keys().all()), option, new Hopping(hearing, executor));
    }

    /** Asks for a sign of life, which comes as a response without changes. */
    void requestProgress() {
        Watcher asked = watcher;
        if (asked != null) {
            asked.requestProgress();
        }
    }

    /** Hears no more. */
    void stop() {
        Watcher stopped = watcher;
        if (stopped != null) {
            stopped.close();
        }
    }

    /** Any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            client.close();
        } catch (RuntimeException e) {
            LOG.debug("a session did not close", e);
        }
    }

    /** Takes what jetcd tells on its threads to those of others. */
    private final class Hopping implements Watch.Listener {
        private final Hearing hearing;
        private final Executor executor;

        Hopping(Hearing hearing, Executor executor) {
            this.hearing = hearing;
            this.executor = executor;
        }

        @Override
        public void onNext(WatchResponse response) {
            if (response.isCreatedNotify()) {
                hop(() ->
                        hearing.watching(EtcdSession.this, response.getHeader().getRevision()));
            } else {
                hop(() -> hearing.heard(EtcdSession.this, response));
            }
        }

        @Override
        public void onError(Throwable cause) {
            hop(() -> hearing.failed(EtcdSession.this, cause));
        }

        @Override
        public void onCompleted() {
            hop(() -> hearing.failed(EtcdSession.this, new IOException("the watch has ended")));
        }

        private void hop(Runnable task) {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("closed, and follows no more");
            }
        }
    }
}
