package org.hedgerow.wire;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.DomainName;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.RecordType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A name that was asked for, and the callers that wait for its line: all who ask at once share it. */
final class LinePending {
    private static final Logger LOG = LoggerFactory.getLogger(LineFormat.class);

    final DomainName name;
    private final LineUpstream upstream;
    // In the order in which they joined; linked both ways, for thousands may leave one by one.
    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private long sentAt;
    private int unanswered;
    private int connections;
    private int lastConnection;
    private boolean done;

    LinePending(DomainName name, LineUpstream upstream) {
        this.name = name;
        this.upstream = upstream;
    }

    void join(RecordType type, Call call) {
        Waiter waiter = new Waiter(type, call, last);
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
        call.onDone(waiter);
    }

    /** The query has left, over the connection of this number. */
    void sent(long now, int connection) {
        sentAt = now;
        if (connection != lastConnection) {
            lastConnection = connection;
            connections++;
            unanswered = 0;
        }
        unanswered++;
    }

    /** Over how many connections the query was sent. */
    int connections() {
        return connections;
    }

    /** How many queries were sent over the last connection and not answered, if none was. */
    int unanswered() {
        return unanswered;
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
            upstream.waiterGone();
            boolean otherType = answer instanceof Found found
                    && !waiter.type.equals(RecordType.ANY)
                    && !waiter.type.equals(found.first().type());
            try {
                waiter.call.answer(otherType ? NotFound.TYPE : answer);
            } catch (RuntimeException e) {
                // One caller's fault is neither the others' nor the connection's.
                LOG.warn("a caller threw on the answer for {}", name, e);
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
        upstream.waiterGone();
        if (first == null) {
            done = true;
            upstream.abandoned(this);
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
