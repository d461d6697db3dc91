package org.hedgerow.wire;

import java.util.function.Consumer;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things that each wait equally long: who comes first is due first, so that one timer serves all of them, and taking one
 * back costs no more than unlinking it. Confined to its lane.
 *
 * @param <T> what waits
 */
final class DelayLine<T> {
    private static final Logger LOG = LoggerFactory.getLogger(DelayLine.class);

    private final Lane lane;
    private final long delayNanos;
    private final Consumer<T> whenDue;
    private @Nullable Place<T> first;
    private @Nullable Place<T> last;
    private @Nullable Cancellable timer;

    DelayLine(Lane lane, long delayNanos, Consumer<T> whenDue) {
        this.lane = lane;
        this.delayNanos = delayNanos;
        this.whenDue = whenDue;
    }

    /** The place of one thing. */
    static final class Place<T> {
        private final DelayLine<T> line;
        private final T thing;
        private final long due;
        private @Nullable Place<T> before;
        private @Nullable Place<T> next;
        private boolean waits = true;

        private Place(DelayLine<T> line, T thing, long due) {
            this.line = line;
            this.thing = thing;
            this.due = due;
        }

        /** Takes the thing back; does nothing if it was due, or taken back, before. */
        void leave() {
            line.remove(this);
        }
    }

    /** Has the thing handed to whoever is told, once its delay is over. */
    Place<T> add(T thing) {
        Place<T> place = new Place<>(this, thing, lane.now() + delayNanos);
        place.before = last;
        if (last == null) {
            first = place;
        } else {
            last.next = place;
        }
        last = place;
        if (timer == null && first == place) {
            schedule(place); // else elapsed() is at work, and sees to those before
        }
        return place;
    }

    private void remove(Place<T> place) {
        if (!place.waits) {
            return;
        }
        place.waits = false;
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
    void clear(Consumer<T> action) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        Place<T> place = first;
        first = null;
        last = null;
        for (Place<T> each = place; each != null; each = each.next) {
            each.waits = false; // before anybody acts, who may take another one back
        }
        for (; place != null; place = place.next) {
            try {
                action.accept(place.thing);
            } catch (RuntimeException e) {
                LOG.warn("what was taken back threw", e); // the others are to be taken back all the same
            }
        }
    }

    private void schedule(Place<T> place) {
        timer = lane.schedule(place.due - lane.now(), this::elapsed);
    }

    private void elapsed() {
        timer = null;
        long now = lane.now();
        try {
            for (Place<T> place = first; place != null && place.due - now <= 0; place = first) {
                remove(place);
                whenDue.accept(place.thing);
            }
        } finally {
            // Whatever one throws, the others are due all the same.
            if (first != null && timer == null) {
                schedule(first);
            }
        }
    }
}
