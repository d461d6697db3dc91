package org.hedgerow.wire;

import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.RecordType;
import org.hedgerow.transport.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A name that was asked for, and the callers that wait for its line: all who ask at once share it. */
final class LinePending {
    private static final Logger LOG = LoggerFactory.getLogger(LineFormat.class);

    final DomainName name;
    private final Runnable abandoned;
    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private @Nullable Connection sentOver;
    private long sentAt;
    private int connections;
    private boolean done;

    /** @param abandoned is run when the last caller has gone without an answer */
    LinePending(DomainName name, Consumer<LinePending> abandoned) {
        this.name = name;
        this.abandoned = () -> abandoned.accept(this);
    }

    void join(RecordType type, Call call) {
        Waiter waiter = new Waiter(type, call);
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
        call.onDone(waiter);
    }

    void sent(Connection connection, long now) {
        sentAt = now;
        if (sentOver != connection) {
            sentOver = connection;
            connections++;
        }
    }

    /** Over how many connections it was sent, however often over each. */
    int connections() {
        return connections;
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
            try {
                waiter.call.answer(otherType ? NotFound.TYPE : answer);
            } catch (RuntimeException e) {
                LOG.warn("a caller threw on the answer for {}", name, e);
            }
        }
    }

    private void left(Waiter gone) {
        if (done) {
            return;
        }
        Waiter before = null;
        for (Waiter waiter = first; waiter != null && waiter != gone; waiter = waiter.next) {
            before = waiter;
        }
        if (before == null) {
            first = gone.next;
        } else {
            before.next = gone.next;
        }
        if (last == gone) {
            last = before;
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

        Waiter(RecordType type, Call call) {
            this.type = type;
            this.call = call;
        }

        @Override
        public void run() {
            left(this);
        }
    }
}
