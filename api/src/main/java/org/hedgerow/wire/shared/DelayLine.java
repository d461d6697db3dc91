package org.hedgerow.wire.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things that each wait equally long: who comes first is due first, so that one timer serves all of them, and taking one
 * back costs no more than unlinking it. Confined to its lane.
 *
 * @param <P> what waits
 */
public final class DelayLine<P extends DelayLine.Place> {
    private static final Logger LOG = LoggerFactory.getLogger(DelayLine.class);

    private final Lane lane;
    private final long delayNanos;
    private final Consumer<P> whenDue;
    private @Nullable Place first;
    private @Nullable Place last;
    private @Nullable Cancellable timer;

    public DelayLine(Lane lane, long delayNanos, Consumer<P> whenDue) {
        this.lane = lane;
        this.delayNanos = delayNanos;
        this.whenDue = whenDue;
    }

    /** What can wait, in one line at a time. */
    public abstract static class Place {
        private @Nullable DelayLine<?> line; // null while it does not wait
        private long due;
        private @Nullable Place before;
        private @Nullable Place next;

        /** Takes it back; does nothing if it does not wait. */
        public final void takeBack() {
            DelayLine<?> waitsIn = line;
            if (waitsIn != null) {
                waitsIn.remove(this);
            }
        }
    }

    /** Has it handed to whoever is told, once its delay is over. It must not wait anywhere yet. */
    public void add(P place) {
        Place added = place;
        added.line = this;
        added.due = lane.now() + delayNanos;
        added.before = last;
        if (last == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
        if (timer == null && first == added) {
            schedule(added); // else elapsed() is at work, and sees to those before
        }
    }

    private void remove(Place place) {
        place.line = null;
        if (place.before == null) {
            first = place.next;
        } else {
            place.before.next = place.next;
        }
        if (place.next == null) {
            last = place.before;
        } else {
            place.next.before = place.before;
        }
        // Whoever still holds this place shall not hold all that came after it.
        place.before = null;
        place.next = null;
    }

    /** Takes all back, and hands each to {@code action}, in their order. */
    public void clear(Consumer<P> action) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        List<P> all = new ArrayList<>();
        for (Place each = first; each != null; each = first) {
            all.add(waiting(each)); // before anybody acts, who may take another one back, or have it wait again
            remove(each);
        }
        for (P each : all) {
            try {
                action.accept(each);
            } catch (Throwable e) {
                Guard.failed(LOG, "what was taken back threw", e); // the others are to be taken back all the same
            }
        }
    }

    private void schedule(Place place) {
        timer = lane.schedule(place.due - lane.now(), this::elapsed);
    }

    @SuppressWarnings("unchecked") // only P goes in
    private P waiting(Place place) {
        return (P) place;
    }

    private void elapsed() {
        timer = null;
        long now = lane.now();
        for (Place place = first; place != null && place.due - now <= 0; place = first) {
            remove(place);
            try {
                whenDue.accept(waiting(place));
            } catch (Throwable e) {
                Guard.failed(LOG, "what was due threw", e); // the others are due all the same
            }
        }
        if (first != null && timer == null) {
            schedule(first);
        }
    }
}
