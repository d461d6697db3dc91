package org.hedgerow.wire;

import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;

/** A name that was asked for, and the callers that wait for its line: all who ask at once share it. */
final class LinePending {
    final DomainName name;
    private final Runnable abandoned;
    private @Nullable Waiter first;
    private long sentAt;
    private int sends;
    private boolean done;

    /** @param abandoned is run when the last caller has gone without an answer */
    LinePending(DomainName name, Consumer<LinePending> abandoned) {
        this.name = name;
        this.abandoned = () -> abandoned.accept(this);
    }

    void join(RecordType type, Call call) {
        Waiter waiter = new Waiter(type, call, first);
        first = waiter;
        call.onDone(waiter);
    }

    void sent(long now) {
        sentAt = now;
        sends++;
    }

    int sends() {
        return sends;
    }

    long sentAt() {
        return sentAt;
    }

    /** Whether nobody waits any more. */
    boolean isDone() {
        return done;
    }

    void answer(Answer answer) {
        done = true;
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            boolean otherType =
                    answer instanceof Found found && !found.first().type().equals(waiter.type);
            waiter.call.answer(otherType ? NotFound.TYPE : answer);
        }
    }

    private void left(Waiter gone) {
        if (done) {
            return;
        }
        if (first == gone) {
            first = gone.next;
        } else {
            for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
                if (waiter.next == gone) {
                    waiter.next = gone.next;
                }
            }
        }
        if (first == null) {
            done = true;
            abandoned.run();
        }
    }

    private final class Waiter implements Runnable {
        private final RecordType type;
        private final Call call;
        private @Nullable Waiter next;

        Waiter(RecordType type, Call call, @Nullable Waiter next) {
            this.type = type;
            this.call = call;
            this.next = next;
        }

        @Override
        public void run() {
            left(this);
        }
    }
}
