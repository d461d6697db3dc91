package org.hedgerow.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;

/**
 * Time that moves only when a test says so. It starts a second before the nanoseconds overflow, so that whoever compares
 * times instead of their differences is found out. Any thread.
 */
public final class ManualTicker implements Ticker {
    private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private final AtomicLong nanos = new AtomicLong(ORIGIN);
    private final List<Runnable> onAdvance = new CopyOnWriteArrayList<>();

    /** A ticker that stands at its origin. */
    public ManualTicker() {}

    @Override
    public long nanos() {
        return nanos.get();
    }

    /**
     * Moves the time on, then runs what waits for that, on the calling thread.
     *
     * @throws IllegalArgumentException if the duration is negative: time only moves forward
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time moves forward only, found " + duration);
        }
        nanos.addAndGet(duration.toNanos());
        onAdvance.forEach(Runnable::run);
    }

    /** Has {@code task} run after each further {@link #advance}, on the thread that advances. */
    public void onAdvance(Runnable task) {
        onAdvance.add(task);
    }

    /**
     * Wakes the transport after each further {@link #advance}: a task that does nothing is executed on each of its
     * lanes, upon which a transport looks at its timers again.
     */
    public void drive(Transport transport) {
        Local<Lane> lanes = transport.local(Connector::lane);
        onAdvance(() -> lanes.forEach(lane -> lane.execute(() -> {})));
    }
}
