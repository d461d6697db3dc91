package org.hedgerow.wire.shared;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Guard;
import org.hedgerow.record.RecordType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The callers that wait for the same answer: all who ask at once share it. Most questions have just one caller, who is kept in
 * place, and is told gone by {@link #run}; others are added.
 *
 * <p>Together they wait for {@link #LONGEST_NANOS} at most, or else a question that servers ask each other in a circle would
 * live for ever: each time that it comes round, it is a caller more. As all callers have deadlines, the first that comes or
 * goes after that time is early enough to end it, and one caller alone is left to his deadline.
 */
public abstract class Waiters implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Waiters.class);

    public static final long LONGEST_NANOS = Resolver.DEFAULT_TIMEOUT.toNanos();

    private @Nullable Call first; // null before he joined, and after he has gone
    private RecordType firstType = RecordType.ANY;
    private @Nullable Waiter others; // a ring in the order in which they joined, for thousands may leave one by one
    private boolean done;

    /** What the answer is for a caller that wants this type. */
    protected abstract Answer suited(Answer answer, RecordType wanted);

    /** One caller less waits. */
    protected abstract void waiterGone();

    /** The last caller has gone without an answer. */
    protected abstract void abandoned();

    /** A caller has gone without an answer, and others have not. */
    protected abstract void stillAwaited();

    public final void join(RecordType type, Call call) {
        if (first == null && others == null) {
            first = call;
            firstType = type;
            call.onDone(this);
        } else {
            Waiter waiter = new Waiter(type, call);
            if (others == null) {
                others = waiter;
            } else {
                waiter.goBefore(others);
            }
            call.onDone(waiter);
        }
    }

    /** Whether nobody waits any more. */
    public final boolean isDone() {
        return done;
    }

    /** Answers all, each by the type that it wants. */
    public final void answer(Answer answer) {
        done = true; // so that nobody leaves from now on
        if (first != null) {
            tell(first, firstType, answer);
        }
        Waiter waiter = others;
        while (waiter != null) {
            tell(waiter.call, waiter.type, answer);
            waiter = waiter.next == others ? null : waiter.next;
        }
    }

    private void tell(Call call, RecordType wanted, Answer answer) {
        waiterGone();
        try {
            call.answer(suited(answer, wanted));
        } catch (Throwable e) {
            // One caller's fault, as of its lane, is neither the others' nor the connection's.
            Guard.failed(LOG, "a caller threw on its answer", e);
        }
    }

    /** The first has gone. */
    @Override
    public final void run() {
        if (!done) {
            first = null;
            left();
        }
    }

    private void left(Waiter gone) {
        if (!done) {
            others = others != gone ? others : gone.next == gone ? null : gone.next;
            gone.leave();
            left();
        }
    }

    private void left() {
        waiterGone();
        if (first == null && others == null) {
            done = true;
            abandoned();
        } else {
            stillAwaited();
        }
    }

    private final class Waiter implements Runnable {
        private final RecordType type;
        private final Call call;
        private Waiter before = this;
        private Waiter next = this;

        Waiter(RecordType type, Call call) {
            this.type = type;
            this.call = call;
        }

        void goBefore(Waiter other) {
            before = other.before;
            next = other;
            before.next = this;
            next.before = this;
        }

        void leave() {
            before.next = next;
            next.before = before;
        }

        @Override
        public void run() {
            left(this);
        }
    }
}
