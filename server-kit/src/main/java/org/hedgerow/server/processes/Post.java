package org.hedgerow.server.processes;

import java.time.Duration;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place in a crew of processes, which is filled again when the process in it ends. Confined to its lane.
 *
 * <pre>
 *             start            READY
 *   VACANT ----------&gt; STARTING -------&gt; READY
 *     ^                    |               |
 *     +--------------------+---------------+   the process ends; start again after a wait
 * </pre>
 */
final class Post {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final int index;
    private final Lane lane;
    private final Child.Starter starter;
    private final RestartOptions restarts;
    private final Reports reports;
    private @Nullable Child child;
    private @Nullable Cancellable next;
    private long startedAt;
    private int shortRuns;
    private int vainStarts;
    private boolean everReady;
    private boolean stopping;

    /** Who hears what becomes of the processes; called in the lane. */
    interface Reports {
        /** The process is ready for the first time. */
        void ready(String line);

        /** The process has printed a line that is no READY. */
        void printed(int index, String line);

        /** The process has written to standard error. */
        void complained(int index, String line);

        /** It never came to be ready, however often it was started. */
        void hopeless(String why);

        /** It is gone, and shall not be started again. */
        void left();
    }

    Post(int index, Lane lane, Child.Starter starter, RestartOptions restarts, Reports reports) {
        this.index = index;
        this.lane = lane;
        this.starter = starter;
        this.restarts = restarts;
        this.reports = reports;
    }

    void start() {
        next = null;
        startedAt = lane.now();
        try {
            child = starter.start(index, new Watch());
            LOG.debug("process {} has pid {}", index, child.pid());
        } catch (Throwable e) { // the command is made by somebody else
            LOG.debug("process {} did not start", index, e);
            vacant("cannot be started: " + e.getMessage());
        }
    }

    void tell(String line) {
        if (child != null) {
            child.tell(line);
        }
    }

    /** Lets the process drain and end; {@link Reports#left} tells when. */
    void stop() {
        stopping = true;
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (child == null) {
            reports.left();
        } else {
            child.hangUp();
        }
    }

    /** Ends the process if it is still there; false if it is not. */
    boolean kill() {
        if (child == null) {
            return false;
        }
        LOG.warn("process {} (pid {}) is still there when the grace is over, and is killed", index, child.pid());
        child.kill();
        return true;
    }

    private void printed(String line) {
        if (!line.startsWith("READY")) {
            reports.printed(index, line);
        } else if (everReady) {
            LOG.info("process {} is ready again", index);
        } else {
            everReady = true;
            reports.ready(line);
        }
    }

    private void vacant(String why) {
        child = null;
        if (stopping) {
            reports.left();
            return;
        }
        boolean steady = lane.now() - startedAt >= Nanos.of(restarts.steady());
        shortRuns = steady ? 1 : shortRuns + 1;
        vainStarts++;
        // However long each has lasted: one that is slow to fail is no better.
        if (!everReady && vainStarts >= restarts.attempts()) {
            reports.hopeless("process " + index + " never became ready, in " + vainStarts + " starts: it " + why);
            return;
        }
        Duration wait = restarts.pause(shortRuns);
        LOG.warn("process {} {}; starting it again in {} ms", index, why, wait.toMillis());
        next = lane.schedule(Nanos.of(wait), this::start);
    }

    /** Takes what one process does to the lane. */
    private final class Watch implements Child.Events {
        @Override
        public void printed(String line) {
            lane.execute(() -> Post.this.printed(line));
        }

        @Override
        public void complained(String line) {
            lane.execute(() -> reports.complained(index, line));
        }

        @Override
        public void ended(int exitCode) {
            lane.execute(() -> vacant("ended with " + exitCode));
        }
    }
}
