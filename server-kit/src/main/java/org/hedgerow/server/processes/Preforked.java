package org.hedgerow.server.processes;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.hedgerow.lane.OwnThreadLane;
import org.hedgerow.server.Shutdown;

/**
 * Several processes that run the same server and share its port (SO_REUSEPORT): starts them, watches them, starts again
 * those that end, and ends them together.
 *
 * <p>A process says that it is ready by a line of standard output that begins with {@code READY}; its other output is
 * passed on with the number of the process before it, {@code process 0: }. Standard input is its life line, as
 * {@link LifeLine} has it: when that ends it drains and ends, so that none outlives this process, however that comes to
 * its end; a line {@code reload} has it reload. A command that gives a process another standard input, as a listening socket
 * that all of them share, has to see to that itself: the process is told to end by SIGTERM, and cannot be told to reload.
 * With port 0 a {@link ReservedPort} gives all of them the same one.
 *
 * <p>One thread watches, three more read the output of each process and wait for its end; all are gone when the last
 * process is. Any thread may call any method. What hears the processes is called on the watching thread, one call at a
 * time, and must not block for long.
 */
public final class Preforked implements AutoCloseable {
    private final OwnThreadLane lane = new OwnThreadLane("hedgerow-supervisor");
    private final Supervision supervision;
    private final CompletableFuture<Void> over;
    private final Duration grace;
    private State state = State.NEW; // guarded by this

    private enum State {
        NEW,
        STARTED,
        CLOSED
    }

    private Preforked(Builder options) {
        Supervision.Hearers hearers = new Supervision.Hearers(options.ready, options.out, options.err);
        supervision =
                new Supervision(lane, options.processes, Child.Starter.of(options.commands), options.restarts, hearers);
        over = supervision.ended().thenRun(lane::close);
        grace = options.grace;
    }

    /**
     * So many processes.
     *
     * @param processes how many; at least 1
     * @param commands what each is started by, given its number from 0, each time it is started; standard output and
     *     error are left to be pipes
     */
    public static Builder builder(int processes, IntFunction<ProcessBuilder> commands) {
        return new Builder(processes, commands);
    }

    /**
     * Starts the processes. Does not wait for them.
     *
     * @return this
     * @throws IllegalStateException if they were started or closed before
     */
    public synchronized Preforked start() {
        checkState(state == State.NEW, "the processes are started or closed already");
        state = State.STARTED;
        lane.execute(supervision::start);
        return this;
    }

    /** Tells all processes to reload. Does not wait for them. */
    public void reload() {
        lane.execute(() -> supervision.tell(LifeLine.RELOAD));
    }

    /**
     * Waits until all processes have ended, because this was closed or they could not be brought to run.
     *
     * @return whether all ended by themselves when they were told to
     * @throws IOException if a process was started in vain, as often as {@link RestartOptions#attempts} says, upon which
     *     all others were ended, too; the message says how it ended
     */
    public Shutdown awaitEnd() throws IOException, InterruptedException {
        Supervision.End end;
        try {
            end = supervision.ended().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no watch ends like this", e);
        }
        if (end.hopeless() != null) {
            throw new IOException(end.hopeless());
        }
        return end.how();
    }

    /**
     * Has all processes drain and end, kills those that are left when the grace is over, and waits until all are gone. Not
     * for use on the thread that hears them. Idempotent.
     */
    @Override
    public void close() {
        boolean begun;
        synchronized (this) {
            begun = state != State.NEW;
            state = State.CLOSED;
        }
        if (begun) {
            lane.execute(() -> supervision.stop(grace));
        } else {
            supervision.endUnbegun();
        }
        over.join();
    }

    /** Collects what may differ. Not thread-safe. */
    public static final class Builder {
        private static final Duration GRACE = Duration.ofSeconds(10);

        private final int processes;
        private final IntFunction<ProcessBuilder> commands;
        private Consumer<List<String>> ready = lines -> {};
        private Consumer<String> out = line -> {};
        private Consumer<String> err = line -> {};
        private RestartOptions restarts = RestartOptions.defaults();
        private Duration grace = GRACE;

        private Builder(int processes, IntFunction<ProcessBuilder> commands) {
            checkArgument(processes >= 1, "expected at least one process, found %s", processes);
            this.processes = processes;
            this.commands = requireNonNull(commands, "commands");
        }

        /** Is told once, when each process has been ready, with the lines that say so. */
        public Builder onReady(Consumer<List<String>> ready) {
            this.ready = requireNonNull(ready, "ready");
            return this;
        }

        /** Gets the other lines of their standard output, each with its process before it. */
        public Builder out(Consumer<String> out) {
            this.out = requireNonNull(out, "out");
            return this;
        }

        /** Gets the lines of their standard error, each with its process before it. */
        public Builder err(Consumer<String> err) {
            this.err = requireNonNull(err, "err");
            return this;
        }

        /** How they are started again: {@link RestartOptions#defaults()} unless set. */
        public Builder restarts(RestartOptions restarts) {
            this.restarts = requireNonNull(restarts, "restarts");
            return this;
        }

        /** How long they may take to end before they are killed: 10 seconds unless set. */
        public Builder grace(Duration grace) {
            checkArgument(!requireNonNull(grace, "grace").isNegative(), "expected a grace, found %s", grace);
            this.grace = grace;
            return this;
        }

        /** The processes, not started yet. */
        public Preforked build() {
            return new Preforked(this);
        }
    }
}
