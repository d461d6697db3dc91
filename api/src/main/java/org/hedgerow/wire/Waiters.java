package org.hedgerow.wire;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callers that wait for the same answer: all who ask at once share it. */
abstract class Waiters {
    private static final Logger LOG = LoggerFactory.getLogger(Waiters.class);

    // In the order in which they joined; linked both ways, for thousands may leave one by one.
    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private boolean done;

    /** What the answer is for a caller that wants this type. */
    abstract Answer suited(Answer answer, RecordType wanted);

    /** One caller less waits. */
    abstract void waiterGone();

    /** The last caller has gone without an answer. */
    abstract void abandoned();

    final void join(RecordType type, Call call) {
        Waiter waiter = new Waiter(type, call, last);
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
        call.onDone(waiter);
    }

    /** Whether nobody waits any more. */
    final boolean isDone() {
        return done;
    }

    /** Answers all, each by the type that it wants. */
    final void answer(Answer answer) {
        done = true;
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            waiterGone();
            try {
                waiter.call.answer(suited(answer, waiter.type));
            } catch (RuntimeException e) {
                // One caller's fault is neither the others' nor the connection's.
                LOG.warn("a caller threw on its answer", e);
            }
        }
    }

    private void left(Waiter gone) {
        if (done) {
            return;
        }
        if (gone.before == null) {
            first = gone.next;
        } else {
            gone.before.next = gone.next;
        }
        if (gone.next == null) {
            last = gone.before;
        } else {
            gone.next.before = gone.before;
        }
        waiterGone();
        if (first == null) {
            done = true;
            abandoned();
        }
    }

    private final class Waiter implements Runnable {
        private final RecordType type;
        private final Call call;
        private @Nullable Waiter before;
        private @Nullable Waiter next;

        Waiter(RecordType type, Call call, @Nullable Waiter before) {
            this.type = type;
            this.call = call;
            this.before = before;
        }

        @Override
        public void run() {
            left(this);
        }
    }
}
