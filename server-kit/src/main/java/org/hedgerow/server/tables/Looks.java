package org.hedgerow.server.tables;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.hedgerow.lane.OwnThreadLane;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The looks at files that are followed: one thread looks, another says so when that does not come back. Any thread may use it. */
final class Looks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final Followed followed;
    private final EventLane lane;
    private final FileFollower follower;
    private final OwnThreadLane timers = new OwnThreadLane("hedgerow-table-watch");
    private final Waiting waiting = new Waiting();
    private final LoadWatch watch;

    /** None yet. */
    Looks(Followed followed) {
        this.followed = followed;
        FileEvents events = followed.pace().polls() ? FileEvents.open() : FileEvents.none();
        lane = new EventLane("hedgerow-table-" + followed.files(), events);
        follower = new FileFollower(followed, lane, InstantSource.system(), events::watch);
        watch = new LoadWatch(timers, followed, waiting, this::overdue);
    }

    /**
     * Looks for the first time, and from then on. Blocks until there is a good table.
     *
     * @throws IOException if there is none
     */
    TableSwitch begin() throws IOException {
        lane.start(follower::onEvent, watch::during);
        look();
        TableSwitch tables = follower.tables();
        if (tables == null) {
            throw new IllegalStateException("a table was found, and is not there");
        }
        return tables;
    }

    private void overdue(String reason) {
        TableSwitch tables = follower.tables();
        if (tables == null) {
            LOG.warn("{}: {}", followed.files(), reason);
        } else {
            tables.fail(reason);
        }
    }

    private Table look() throws IOException {
        return waiting.await(outcome -> lane.execute(() -> follower.look(outcome)));
    }

    /** Looks now; as {@link org.hedgerow.table.LiveTableSource#reload}, and fails at once while a look does not come back. */
    Table lookAgain() throws IOException {
        if (lane.inside()) {
            throw new IllegalStateException("a listener of the source cannot wait for it");
        }
        waiting.checkOpen();
        Optional<String> overdue = watch.overdue();
        if (overdue.isPresent()) {
            throw new IOException(overdue.get());
        }
        return look();
    }

    /** That health, or that the look under way takes too long. */
    TableHealth orOverdue(TableHealth health) {
        return watch.overdue()
                .map(reason ->
                        new TableHealth(health.generation(), health.records(), health.age(), Optional.of(reason)))
                .orElse(health);
    }

    /** Looks no more. Does not wait for a look that is under way. */
    @Override
    public void close() {
        lane.execute(follower::close);
        lane.close();
        waiting.close();
        timers.close();
    }
}
