package org.hedgerow.transport;

import java.util.Objects;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What every transport can be told.
 *
 * <p>Immutable; any thread. Each {@code with} makes other options of these and throws {@link
 * IllegalArgumentException} if {@code lanes} or {@code workers} is below 1, or this JDK has no such threads.
 */
public final class TransportOptions {
    private static final int WORKERS = 64;

    private final int lanes;
    private final Ticker ticker;
    private final @Nullable ConcurrencyModel model;
    private final int workers;
    private final ThreadKind threads;

    private TransportOptions(
            int lanes, Ticker ticker, @Nullable ConcurrencyModel model, int workers, ThreadKind threads) {
        Objects.requireNonNull(ticker, "ticker");
        Objects.requireNonNull(threads, "threads");
        if (lanes < 1) {
            throw new IllegalArgumentException("expected at least one lane, found " + lanes);
        }
        if (workers < 1) {
            throw new IllegalArgumentException("expected at least one worker, found " + workers);
        }
        if (threads == ThreadKind.VIRTUAL && !LightThreads.areVirtual()) {
            throw new IllegalArgumentException("virtual threads need JDK 21 or later, this is "
                    + Runtime.version().feature());
        }
        this.lanes = lanes;
        this.ticker = ticker;
        this.model = model;
        this.workers = workers;
        this.threads = threads;
    }

    /** A lane for each processor, the JVM's time, the transport's own model, pools of 64, the lightest threads. */
    public static TransportOptions defaults() {
        return new TransportOptions(
                Runtime.getRuntime().availableProcessors(), Ticker.system(), null, WORKERS, ThreadKind.lightest());
    }

    /** How many event loops, or lanes for outgoing connections; at least 1. */
    public int lanes() {
        return lanes;
    }

    /** The time. */
    public Ticker ticker() {
        return ticker;
    }

    /** How the work is shared among threads; null is the transport's own choice. */
    public @Nullable ConcurrencyModel model() {
        return model;
    }

    /** How many threads a listener's fixed pool has, where the model has one; at least 1. */
    public int workers() {
        return workers;
    }

    /** What kind of thread a connection gets, where the model gives it one. */
    public ThreadKind threads() {
        return threads;
    }

    /** These options with another number of lanes. */
    public TransportOptions withLanes(int lanes) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }

    /** These options with another ticker. */
    public TransportOptions withTicker(Ticker ticker) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }

    /** These options with another concurrency model. */
    public TransportOptions withModel(@Nullable ConcurrencyModel model) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }

    /** These options with a pool of another size. */
    public TransportOptions withWorkers(int workers) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }

    /** These options with another kind of threads. */
    public TransportOptions withThreads(ThreadKind threads) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof TransportOptions other
                && lanes == other.lanes
                && ticker.equals(other.ticker)
                && Objects.equals(model, other.model)
                && workers == other.workers
                && threads.equals(other.threads);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lanes, ticker, model, workers, threads);
    }

    @Override
    public String toString() {
        return "TransportOptions[lanes=" + lanes + ", ticker=" + ticker + ", model=" + model + ", workers=" + workers
                + ", threads=" + threads + "]";
    }
}
