package org.hedgerow.fanout;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.lane.Lane;
import org.hedgerow.record.DomainName;

/** The upstreams of a fan-out, which are looked after while questions come: no thread of their own sees to that. Any thread. */
final class Members {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final List<Member> all;
    private final AtomicLong lookedAt = new AtomicLong();
    private volatile boolean checksLoops;

    Members(List<Member> all) {
        this.all = List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    Member get(int index) {
        return all.get(index);
    }

    /** Whether there is one that is thought to be up. */
    boolean hasOneUp() {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isOut() && !all.get(i).isDown()) {
                return true;
            }
        }
        return false;
    }

    List<UpstreamHealth> health() {
        return all.stream().map(Member::health).toList();
    }

    /** A question has come: looks how they fare if nobody has for a while. In the caller's lane. */
    void look(Lane lane) {
        long now = lane.now();
        long last = lookedAt.get();
        // Unsigned, so that it is due at first, wherever the lane's time begins.
        if (Long.compareUnsigned(now - last, LOOK_NANOS) >= 0 && lookedAt.compareAndSet(last, now)) {
            for (Member each : all) {
                each.look(now);
                if (checksLoops) {
                    each.loop().look(lane);
                }
            }
        }
    }

    /** Looks from now on whether one of them leads back here. In a lane. */
    void checkLoops(Lane lane) {
        checksLoops = true;
        for (Member each : all) {
            each.loop().due();
            each.loop().look(lane);
        }
    }

    /** Whether the name is one that was asked for to find that out, and has come back. */
    boolean isOwnProbe(DomainName name) {
        if (!checksLoops || !LoopCheck.mayBeProbe(name)) {
            return false;
        }
        for (Member each : all) {
            if (each.loop().isOwn(name)) {
                return true;
            }
        }
        return false;
    }
}
