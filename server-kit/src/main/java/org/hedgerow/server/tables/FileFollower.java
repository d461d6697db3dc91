package org.hedgerow.server.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Follows files that somebody else writes, who says neither when nor how. Confined to its lane.
 *
 * <pre>
 *            something changed              still for the settle time: read
 *   IDLE -----------------------&gt; UNSETTLED --------------------------------&gt; unchanged after: in use, IDLE
 *    ^                             |     ^                                     changed meanwhile: UNSETTLED
 *    |          changed once more  v     | what was read is no longer what the file holds
 *    +--------------------------- HELD --+
 *      read, the files kept open; the same after the settle time: in use
 * </pre>
 *
 * <p>Files that come to rest are read once. Those that never do, since others take their places all the time, are kept
 * open, and what was read is good if they still hold it after the settle time: a file that is being written does not.
 * Where files have changed within 2 seconds before they were read, another change need not show in their times, so that
 * their content is compared once they are older, as git does with what it calls racily clean.
 */
final class FileFollower {
    /** Has directories watched. */
    @FunctionalInterface
    interface Watching {
        /** Watches these and no others; returns whether one of them was not watched before. */
        boolean watch(Set<Path> directories);
    }

    private final Followed followed;
    private final Lane lane;
    private final Watching watching;
    private final FollowedTable table;

    private final Rest rest;
    private final LastGood good;

    private FollowState state = new FollowState.Unsettled(0);
    private Set<Path> included = Set.of();
    private @Nullable Version version;
    private @Nullable Cancellable next;
    private long lookedAt;
    private boolean closed;

    /**
     * Follows nothing yet.
     *
     * @param clock what the times of files go by
     * @param watching is told which directories to watch
     */
    FileFollower(Followed followed, Lane lane, InstantSource clock, Watching watching) {
        this.followed = followed;
        this.lane = lane;
        this.watching = watching;
        this.table = new FollowedTable(followed.files().toString(), lane::now);
        this.rest = new Rest(lane, clock, followed.pace().settleNanos());
        this.good = new LastGood(followed.files().toString());
    }

    /** Where the table is; null before there was a good one. Any thread. */
    @Nullable
    TableSwitch tables() {
        return table.tables();
    }

    /** Looks now, and tells what comes of it: the table in use, or why there is no good one. */
    void look(CompletableFuture<Table> outcome) {
        table.tell(outcome);
        if (closed) {
            close();
            return;
        }
        enter(new FollowState.Unsettled(0)); // what was read before the wish is of no use
        rest.begin();
        look();
    }

    /** Something has happened in a directory that is watched: looks soon. */
    void onEvent() {
        if (state == FollowState.IDLE && followed.pace().polls() && !closed) {
            schedule(followed.pace().settleNanos() - (lane.now() - lookedAt));
        }
    }

    /** Looks no more. */
    void close() {
        closed = true;
        cancelNext();
        enter(FollowState.IDLE);
        table.abandon(new IOException("the source is closed"));
    }

    /** Lets go of what was held. */
    private void enter(FollowState entered) {
        if (state instanceof FollowState.Held held && state != entered) {
            held.reading().close();
        }
        state = entered;
    }

    private void look() {
        cancelNext();
        lookedAt = lane.now();
        try {
            // First: a change that comes between a look and the watch would be noticed late.
            watching.watch(LinkTrail.of(places()));
            Sight before = rest.last();
            enter(step());
            if (!rest.last().equals(before) && watching.watch(LinkTrail.of(places())) && state == FollowState.IDLE) {
                enter(new FollowState.Unsettled(followed.pace().settleNanos()));
            }
        } catch (Throwable e) {
            enter(FollowState.IDLE);
            table.failed(e);
        }
        if (followed.pace().polls() || table.isAwaited()) {
            schedule(state.nanos(followed.pace()));
        }
    }

    private void schedule(long nanos) {
        cancelNext();
        next = lane.schedule(nanos, this::look);
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** Does what is to be done in this state; returns the next. */
    private FollowState step() {
        boolean changed = notice();
        if (state instanceof FollowState.Held held) {
            return verify(held.reading());
        }
        if (!table.isAwaited() && isKnown()) {
            rest.begin();
            if (version != null) {
                tellAbout(version);
            }
            return FollowState.IDLE;
        }
        if (rest.unrestNanos() > 0) {
            return changed && rest.changesOnAndOn() ? hold() : new FollowState.Unsettled(rest.unrestNanos());
        }
        rest.begin();
        return take();
    }

    private boolean notice() {
        return rest.notice(sight(), table.isAwaited());
    }

    /** Whether all is as it was when the files were read last, as far as that can be told without reading them. */
    private boolean isKnown() {
        return version != null
                && version.sight().equals(rest.last())
                && !version.mayPass()
                && !version.isCheckDue(lane.now(), followed.pace());
    }

    /** Reads files that are at rest. */
    private FollowState take() {
        if (version != null && version.isContentOf(rest.last(), load())) {
            version = version.checked(rest.last(), lane.now(), rest.isRacy());
            tellAbout(version);
            return FollowState.IDLE;
        }
        try (Reading reading = Reading.of(followed, lane::now, false)) {
            included = reading.included();
            notice();
            if (reading.isTorn() || !reading.sight().equals(rest.last()) || rest.unrestNanos() > 0) {
                return new FollowState.Unsettled(Math.max(rest.unrestNanos(), 0));
            }
            accept(reading);
            return FollowState.IDLE;
        }
    }

    /** Reads files that do not come to rest, and keeps them open. */
    private FollowState hold() {
        Reading reading = Reading.of(followed, lane::now, true);
        included = reading.included();
        boolean ofOneMoment = reading.isOfOneFile() || sight().equals(reading.sight());
        long nanos = Math.max(followed.pace().settleNanos(), lane.now() - lookedAt);
        if (ofOneMoment) {
            return new FollowState.Held(reading, nanos);
        }
        reading.close();
        return new FollowState.Unsettled(nanos);
    }

    private FollowState verify(Reading held) {
        try (held) {
            if (held.isWhole() && held.isStillTrue(load())) {
                accept(held);
            }
        }
        return rest.unrestNanos() > 0 ? hold() : new FollowState.Unsettled(0);
    }

    private Load load() {
        return new Load(followed.options().limits(), lane::now);
    }

    private void accept(Reading reading) {
        Optional<Exception> failure = reading.failure().or(() -> good.emptied(reading));
        // First, for it takes memory that there may not be: what is no table must not count as known.
        Table made = failure.isEmpty() ? reading.table() : null;
        version = new Version(reading.sight(), reading.hashes(), failure, lane.now(), rest.isRacy());
        if (made != null) {
            good.keep(reading);
            table.publish(made);
        }
        tellAbout(version);
    }

    private void tellAbout(Version read) {
        read.failure().ifPresentOrElse(table::failed, table::confirmed);
    }

    private Sight sight() {
        Set<Path> all = new LinkedHashSet<>(followed.files().filesOrPlaces());
        all.addAll(included);
        return Sight.of(all);
    }

    private Set<Path> places() {
        Set<Path> places = new LinkedHashSet<>(followed.files().places());
        places.addAll(included);
        places.addAll(rest.last().links());
        return places;
    }
}
