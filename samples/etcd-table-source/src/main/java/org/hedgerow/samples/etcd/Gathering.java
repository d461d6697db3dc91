package org.hedgerow.samples.etcd;

import java.time.Duration;
import org.hedgerow.server.tables.TableSwitch;

/**
 * Makes tables of what has changed: at once where the last is long enough ago, else of all that has changed by then. It
 * takes at most a third of the time. Confined to the lane.
 */
final class Gathering {
    private final GuardedLane lane;
    private final TableSwitch tables;
    private final Duration gather;
    private boolean due;
    private boolean failed;
    private long earliest = System.nanoTime();

    Gathering(GuardedLane lane, TableSwitch tables, Duration gather) {
        this.lane = lane;
        this.tables = tables;
        this.gather = gather;
    }

    /** Whether the table in use is not of all that has changed, since the next is still to be made, or could not be. */
    boolean isBehind() {
        return due || failed;
    }

    /** Has a table made soon, which may fail. */
    void switchSoon(Runnable make) {
        if (!due) {
            due = true;
            lane.schedule(Duration.ofNanos(Math.max(0, earliest - System.nanoTime())), () -> switchNow(make));
        }
    }

    private void switchNow(Runnable make) {
        due = false;
        long begin = System.nanoTime();
        try {
            make.run();
            failed = false;
        } catch (IllegalArgumentException e) {
            failed = true;
            tables.fail(e);
        } finally {
            long end = System.nanoTime();
            earliest = end + Math.max(gather.toNanos(), 2 * (end - begin));
        }
    }
}
