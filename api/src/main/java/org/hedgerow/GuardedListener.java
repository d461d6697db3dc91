package org.hedgerow;

import java.util.Objects;
import org.hedgerow.lane.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody else's listener: what it throws is logged, and costs no answer. */
final class GuardedListener implements ResolverListener {
    private static final Logger LOG = LoggerFactory.getLogger(ResolverListener.class);

    private final ResolverListener listener;

    GuardedListener(ResolverListener listener) {
        this.listener = listener;
    }

    @Override
    public Events asked(Question question, long now) {
        try {
            return new Guarded(Objects.requireNonNull(listener.asked(question, now), "events"));
        } catch (Throwable e) {
            Guard.failed(LOG, "a listener threw", e);
            return new Events() {};
        }
    }

    private static void guard(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "a listener threw", e);
        }
    }

    private record Guarded(Events events) implements Events {
        @Override
        public void sent(String upstream, long now) {
            guard(() -> events.sent(upstream, now));
        }

        @Override
        public void said(String upstream, Answer answer, long now) {
            guard(() -> events.said(upstream, answer, now));
        }

        @Override
        public void decided(String upstream, Answer answer, long now) {
            guard(() -> events.decided(upstream, answer, now));
        }
    }
}
