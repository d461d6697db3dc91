package org.hedgerow.server.tables;

import com.google.common.collect.Comparators;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
 *            something changed                  still for the settle time
 *   IDLE -----------------------&gt; UNSETTLED -------------------------------&gt; read, unchanged after: in use, IDLE
 *    ^                             |     ^                                    changed meanwhile: UNSETTLED
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
    private static final long RACY = Duration.ofSeconds(2).toNanos();
    private static final Duration OLD = Duration.ofDays(1);
    private static final long IDLE = -1;

    /** Has directories watched. */
    @FunctionalInterface
    interface Watching {
        /** Watches these and no others; returns whether one of them was not watched before. */
        boolean watch(Set<Path> directories);
    }

    private final Followed followed;
    private final Lane lane;
    private final InstantSource clock;
    private final Watching watching;
    private final FollowedTable table;

    private Set<Path> included = Set.of();
    private Sight last = new Sight(Map.of());
    private Sight good = last;
    private long goodOctets;
    private long since; // last has looked like that
    private int changes; // in a row
    private @Nullable Version version;
    private @Nullable Reading held;
    private @Nullable Cancellable next;
    private long lookedAt;
    private boolean idle;
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
        this.clock = clock;
        this.watching = watching;
        this.table = new FollowedTable(followed.files().toString(), lane::now);
        this.since = lane.now();
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
        letGo(); // of what was read before the wish
        changes = 0;
        look();
    }

    /** Something has happened in a directory that is watched: looks soon. */
    void onEvent() {
        if (idle) {
            schedule(followed.pace().settleNanos() - (lane.now() - lookedAt));
        }
    }

    /** Looks no more. */
    void close() {
        closed = true;
        cancelNext();
        letGo();
        table.abandon(new IOException("the source is closed"));
    }

    private void look() {
        cancelNext();
        lookedAt = lane.now();
        long delay = IDLE;
        try {
            // First: a change that comes between a look and the watch would be noticed late.
            watching.watch(LinkTrail.of(places()));
            Sight before = last;
            delay = step();
            if (!last.equals(before) && watching.watch(LinkTrail.of(places())) && delay == IDLE) {
                delay = followed.pace().settleNanos();
            }
        } catch (Throwable e) {
            letGo();
            table.failed(e);
        }
        idle = delay == IDLE && followed.pace().polls();
        if (idle) {
            schedule(followed.pace().everyNanos());
        } else if (followed.pace().polls() || table.isAwaited()) {
            schedule(delay);
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

    /** Does what is to be done; returns in how many nanoseconds to look again, or that there is no hurry. */
    private long step() {
        boolean changed = notice(sight());
        if (held != null) {
            return verify(held);
        }
        if (!table.isAwaited() && isKnown()) {
            changes = 0;
            if (version != null) {
                tellAbout(version);
            }
            return IDLE;
        }
        if (unrestNanos() > 0) {
            return changed && changes > 1 ? hold() : unrestNanos();
        }
        changes = 0;
        return take();
    }

    private boolean notice(Sight now) {
        if (now.equals(last)) {
            return false;
        }
        last = now;
        // Who asks does not wait for files that have been at rest long before anybody looked.
        since = lane.now() - (table.isAwaited() ? restNanos() : 0);
        changes++;
        return true;
    }

    private long restNanos() {
        return Comparators.min(last.age(clock.instant()), OLD).toNanos();
    }

    /** How long the files have to stay as they are until they count as at rest; zero or less if they do. */
    private long unrestNanos() {
        return followed.pace().settleNanos() - (lane.now() - since);
    }

    /** Whether all is as it was when the files were read last, as far as that can be told without reading them. */
    private boolean isKnown() {
        return version != null
                && version.sight().equals(last)
                && !version.mayPass()
                && !version.isCheckDue(lane.now(), followed.pace());
    }

    /** Reads files that are at rest. */
    private long take() {
        if (version != null && version.isContentOf(last, load())) {
            version = version.checked(last, lane.now(), isRacy());
            tellAbout(version);
            return IDLE;
        }
        try (Reading reading = Reading.of(followed, lane::now, false)) {
            included = reading.included();
            notice(sight());
            if (reading.isTorn() || !reading.sight().equals(last) || unrestNanos() > 0) {
                return Math.max(unrestNanos(), 0);
            }
            accept(reading);
            return IDLE;
        }
    }

    /** Reads files that do not come to rest, and keeps them open. */
    private long hold() {
        Reading reading = Reading.of(followed, lane::now, true);
        included = reading.included();
        if (reading.isOfOneFile() || sight().equals(reading.sight())) {
            held = reading;
        } else {
            reading.close();
        }
        return Math.max(followed.pace().settleNanos(), lane.now() - lookedAt);
    }

    private long verify(Reading reading) {
        if (reading.isWhole() && reading.isStillTrue(load())) {
            accept(reading);
        }
        letGo();
        return unrestNanos() > 0 ? hold() : 0;
    }

    private Load load() {
        return new Load(followed.options().limits(), lane::now);
    }

    private void letGo() {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    private void accept(Reading reading) {
        Optional<Exception> failure = reading.failure().or(() -> emptied(reading));
        // First, for it takes memory that there may not be: what is no table must not count as known.
        Table made = failure.isEmpty() ? reading.table() : null;
        version = new Version(reading.sight(), reading.hashes(), failure, lane.now(), isRacy());
        if (made != null) {
            good = reading.sight();
            goodOctets = reading.octets();
            table.publish(made);
        }
        tellAbout(version);
    }

    /** A file that is being written anew looks empty at first, and a directory that is mounted does so before. */
    private Optional<Exception> emptied(Reading now) {
        String all = followed.files().toString();
        return now.sight()
                .emptiedSince(good, all)
                // A file of /proc has no size that could show it.
                .or(() -> now.octets() == 0 && goodOctets > 0 ? Optional.of(all) : Optional.empty())
                .map(what -> new TableFileException(
                        List.of(what + ": expected records, found nothing at all; a comment makes an empty table"), 1));
    }

    private boolean isRacy() {
        return lane.now() - since < RACY;
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
        places.addAll(last.links());
        return places;
    }
}
