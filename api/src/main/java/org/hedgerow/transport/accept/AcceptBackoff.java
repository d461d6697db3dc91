package org.hedgerow.transport.accept;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do when accepting fails, as for want of descriptors: wait, longer each time, and say so once until it works
 * again for good: a server that is short of descriptors gets one back now and then, and is short of them again at once. One
 * for each listener, however many threads accept for it. Any thread.
 */
public final class AcceptBackoff {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptBackoff.class);
    private static final long FIRST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 1000;
    private static final long FOR_GOOD_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String where;
    private final Ticker ticker;
    private long millis = FIRST_MILLIS; // this and below: guarded by this
    private boolean failedBefore;
    private long failedAt;

    /**
     * Nothing has failed yet.
     *
     * @param address where connections are accepted, for the log
     */
    public AcceptBackoff(SocketAddress address, Ticker ticker) {
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        where = Endpoint.text(address);
    }

    /** A connection was accepted. */
    public synchronized void succeeded() {
        if (millis != FIRST_MILLIS) {
            millis = FIRST_MILLIS;
            try {
                LOG.debug("accepting on {} again", where);
            } catch (Throwable e) {
                // What matters is the connection that was accepted.
            }
        }
    }

    /** None could be; returns how many milliseconds to wait before the next try. */
    public synchronized long failed(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        long now = ticker.nanos();
        if (failure instanceof VirtualMachineError) {
            Guard.failed(LOG, "accepting failed, and is tried again", failure);
        } else if (!failedBefore || now - failedAt > FOR_GOOD_NANOS) {
            warn(failure);
        }
        failedBefore = true;
        failedAt = now;
        long wait = millis;
        millis = Math.min(2 * millis, LONGEST_MILLIS);
        return wait;
    }

    private void warn(Throwable failure) {
        try {
            LOG.warn("cannot accept on {}, trying again until it works: {}", where, failure.toString());
        } catch (Throwable alsoThrown) {
            // For want of the same, a logger may not be able to write it down. What matters is to go on.
        }
    }
}
