package org.hedgerow.samples.etcd;

import java.time.Duration;

/**
 * How a source goes about following.
 *
 * @param page how many keys are asked for at once
 * @param gather how long changes are gathered at the most, until a table is made of them
 * @param heartbeat how often the cluster is asked whether it is there; three times that in silence is too long
 * @param retry how soon another attempt is made after a failure, doubled after each up to {@code maxRetry}
 * @param maxRetry the longest wait between attempts
 */
record EtcdPace(int page, Duration gather, Duration heartbeat, Duration retry, Duration maxRetry) {
    /** Pages of 1,000 keys, 100 ms, 2 s; 100 ms up to 2 s. */
    static final EtcdPace DEFAULT = new EtcdPace(
            1_000, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(2));

    EtcdPace {
        if (page <= 0) {
            throw new IllegalArgumentException("expected a page of at least one key, found \"" + page + '"');
        }
    }

    EtcdPace withPage(int other) {
        return new EtcdPace(other, gather, heartbeat, retry, maxRetry);
    }

    EtcdPace withHeartbeat(Duration other) {
        return new EtcdPace(page, gather, other, retry, maxRetry);
    }
}
