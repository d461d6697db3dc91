package org.hedgerow;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Is told how a resolver came to its answers: who was asked, when, what each said, and who won. Of a table, which asks nobody, it
 * hears the question and the decision.
 *
 * <p>One object per call receives that call's events in order, in the call's lane; it must not block. Times are those
 * of {@link org.hedgerow.lane.Lane#now()}.
 */
@FunctionalInterface
public interface ResolverListener {

    /** A question has arrived; the object returned is told what follows. Called in the call's lane. */
    Events asked(Question question, long now);

    /**
     * One listener for a resolver to tell instead of these. They hear everything in this order; what one throws is logged,
     * and costs neither the others nor the resolver anything.
     *
     * @return null if there are none, so that nothing is made for nobody
     */
    static @Nullable ResolverListener all(List<? extends ResolverListener> listeners) {
        List<ResolverListener> guarded = Objects.requireNonNull(listeners, "listeners").stream()
                .map(each -> (ResolverListener) new GuardedListener(Objects.requireNonNull(each, "listener")))
                .toList();
        return switch (guarded.size()) {
            case 0 -> null;
            case 1 -> guarded.get(0);
            default -> new SeveralListeners(guarded);
        };
    }

    /** What happens on the way to one answer. */
    interface Events {

        /** The upstream has been asked. */
        default void sent(String upstream, long now) {}

        /**
         * The upstream has answered; losers are heard as {@link Failed.Reason#CANCELLED} when the question is decided
         * without them.
         */
        default void said(String upstream, Answer answer, long now) {}

        /**
         * The question is decided, or called off: {@link Failed.Reason#CANCELLED}, as at its caller's deadline. Always last.
         *
         * @param upstream whose answer it is; empty if it is nobody's alone, as a time-out or a verdict of all
         */
        default void decided(String upstream, Answer answer, long now) {}
    }
}
