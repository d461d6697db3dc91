package org.hedgerow.transport;

import java.util.Objects;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What every transport can be told.
 *
 * @param lanes how many event loops, or lanes for outgoing connections; at least 1
 * @param ticker the time
 * @param model how the work is shared among threads; null is the transport's own choice
 * @param workers how many threads a listener's fixed crew has, where the model has one; at least 1
 * @param threads what kind of thread a connection gets, where the model gives it one
 */
public record TransportOptions(
        int lanes, Ticker ticker, @Nullable ConcurrencyModel model, int workers, ThreadKind threads) {
    private static final int WORKERS = 64;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code lanes} or {@code workers} is below 1, or this JDK has no such threads
     */
    public TransportOptions {
        Objects.requireNonNull(ticker, "ticker");
        Objects.requireNonNull(threads, "threads");
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
    }

    /** A lane for each processor, the JVM's time, the transport's own model, crews of 64, the lightest threads. */
    public static TransportOptions defaults() {
        return new TransportOptions(
                Runtime.getRuntime().availableProcessors(), Ticker.system(), null, WORKERS, ThreadKind.lightest());
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

    /** These options with a crew of another size. */
    public TransportOptions withWorkers(int workers) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }

    /** These options with another kind of threads. */
    public TransportOptions withThreads(ThreadKind threads) {
        return new TransportOptions(lanes, ticker, model, workers, threads);
    }
}
