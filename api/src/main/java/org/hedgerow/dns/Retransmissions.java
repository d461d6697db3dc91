package org.hedgerow.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.lane.Lane;
import org.hedgerow.wire.shared.DelayLine;

/** When datagrams that nobody has replied to are sent again: after a first wait, then after one twice as long, and so on. */
final class Retransmissions {
    private static final int DOUBLINGS = 3; // after which the waits stay as long

    private final List<DelayLine<DnsPending>> byWait = new ArrayList<>();

    Retransmissions(Lane lane, long firstNanos, Consumer<DnsPending> again) {
        for (int i = 0; i <= DOUBLINGS; i++) {
            byWait.add(new DelayLine<>(lane, firstNanos << i, again));
        }
    }

    /** It was sent, not for the first time perhaps. */
    void sent(DnsPending pending) {
        pending.takeBack();
        byWait.get(Math.min(pending.sendings() - 1, DOUBLINGS)).add(pending);
    }

    void clear() {
        byWait.forEach(line -> line.clear(pending -> {}));
    }
}
