package org.hedgerow;

/**
 * Is told how a resolver of several came to its answers: who was asked, when, what each said, and who won.
 *
 * <p>One object per call receives that call's events in order, in the call's lane; it must not block. Times are those
 * of {@link org.hedgerow.lane.Lane#now()}.
 */
@FunctionalInterface
public interface ResolverListener {

    /** A question has arrived; the object returned is told what follows. Called in the call's lane. */
    Events asked(Question question, long now);

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
