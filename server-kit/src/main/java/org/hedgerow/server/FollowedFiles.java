package org.hedgerow.server;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;

/** The table of files that are followed, on a thread of its own. Any thread may use it. */
final class FollowedFiles implements LiveTableSource {
    private final EventLane lane;
    private final FileFollower follower;
    private final TableSwitch tables;
    private volatile boolean closed;

    private FollowedFiles(EventLane lane, FileFollower follower, TableSwitch tables) {
        this.lane = lane;
        this.follower = follower;
        this.tables = tables;
    }

    /**
     * Follows the files, once there is a good table. Blocks until then.
     *
     * @throws IOException if there is none
     */
    static FollowedFiles open(Followed followed) throws IOException {
        FileEvents events = followed.pace().polls() ? FileEvents.open() : FileEvents.none();
        EventLane lane = new EventLane("hedgerow-table-" + followed.files(), events);
        FileFollower follower = new FileFollower(followed, lane, InstantSource.system(), events::watch);
        lane.start(follower::onEvent);
        try {
            look(lane, follower);
            TableSwitch tables = follower.tables();
            if (tables == null) {
                throw new IllegalStateException("a table was found, and is not there");
            }
            return new FollowedFiles(lane, follower, tables);
        } catch (IOException | RuntimeException | Error e) {
            lane.execute(follower::close);
            lane.close();
            throw e;
        }
    }

    private static Table look(EventLane lane, FileFollower follower) throws IOException {
        CompletableFuture<Table> outcome = new CompletableFuture<>();
        if (!lane.tryExecute(() -> follower.look(outcome))) {
            throw new IOException("the source is closed");
        }
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfInstanceOf(cause, IOException.class);
            throw new IOException(ReadFailure.text(cause), cause);
        }
    }

    @Override
    public Table current() {
        return tables.current();
    }

    @Override
    public TableHealth health() {
        return tables.health();
    }

    @Override
    public void onSwitch(Runnable listener) {
        tables.onSwitch(listener);
    }

    @Override
    public Table reload() throws IOException {
        if (closed) {
            throw new IOException("the source is closed");
        }
        if (lane.inside()) {
            throw new IllegalStateException("a listener of the source cannot wait for it");
        }
        return look(lane, follower);
    }

    @Override
    public void close() {
        closed = true;
        lane.execute(follower::close);
        lane.close();
    }

    @Override
    public String toString() {
        return tables.toString();
    }
}
