package org.hedgerow;

import java.util.Objects;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question under way: where its answer goes, and how it is called off.
 *
 * <p>A call is confined to its {@link #lane()}, hence no atomics and no locks: only {@link #answer} and
 * {@link #cancel} may be called from other threads, and then hop to the lane. The first answer counts, later ones are
 * dropped. Deadline, cancel and completion have one owner, whoever made the call: it times the call on its lane, and a
 * resolver that asks others on the call's behalf gives them calls of its own that use the same lane ({@link ChildCall}).
 *
 * <p>What a release or the owner throws is logged, and costs neither the resolver, nor the other releases, nor the answer.
 */
public abstract class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private boolean done;
    private @Nullable Runnable release; // the one that there is, or the last of a chain

    /** For whoever asks: extends this to receive the answer. */
    protected Call() {}

    /** Where this call lives. Any thread; always the same one. */
    public abstract Lane lane();

    /**
     * Puts a question to a resolver, which is to answer this call; does nothing if the call is done already. What the resolver
     * throws is logged and makes the answer {@link Failed.Reason#BAD_REPLY} if it has given none before. Inside the lane
     * only.
     */
    public final void ask(Resolver resolver, Question question) {
        ask(resolver, question, "the resolver");
    }

    /** The same as {@link #ask(Resolver, Question)}, where the log calls the resolver by this name. */
    protected final void ask(Resolver resolver, Question question, String name) {
        Objects.requireNonNull(resolver, "resolver");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(name, "name");
        begins();
        if (done) {
            return;
        }
        try {
            resolver.resolve(question, this);
        } catch (Throwable e) {
            Guard.failed(LOG, name + " threw on " + question, e);
            answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + Guard.text(e)));
        }
    }

    /** It is about to be asked. */
    void begins() {}

    /**
     * Answers the question; does nothing if it is answered or cancelled. Any thread: hops if outside the lane.
     *
     * @throws NullPointerException if the answer is null; the question is answered {@link Failed.Reason#BAD_REPLY} then,
     *     because nothing else would be said any more
     */
    public final void answer(Answer answer) {
        if (answer == null) {
            answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver answered null"));
            throw new NullPointerException("answer");
        }
        Lane lane = lane();
        if (lane.inside()) {
            settle(answer);
        } else {
            lane.execute(() -> settle(answer));
        }
    }

    /** Calls the question off: what is held for it is let go, and no answer will be delivered. Any thread. */
    public final void cancel() {
        Lane lane = lane();
        if (lane.inside()) {
            callOff();
        } else {
            lane.execute(this::callOff);
        }
    }

    /**
     * Has {@code release} run, in the lane, as soon as the call is answered or cancelled, so that a resolver lets go of
     * what it holds for it; at once if that is so already. Several run in the order they came. Inside the lane only.
     */
    public final void onDone(Runnable release) {
        Objects.requireNonNull(release, "release");
        if (done) {
            run(release);
        } else {
            this.release = this.release == null ? release : new Chained(this.release, release);
        }
    }

    /** Whether the call is answered or cancelled, so that nobody waits for it any more. Inside the lane only. */
    public final boolean isDone() {
        return done;
    }

    /** Takes the answer: in the lane, at most once, never after a cancel. */
    protected abstract void completed(Answer answer);

    /**
     * The call was called off, by a resolver or by its owner, and there will be no answer: in the lane, at most once, never
     * after an answer. An owner who owes somebody a reply gives it here. Does nothing unless overridden.
     */
    protected void cancelled() {}

    /** What took the answer, or the cancel, has thrown. */
    void ownerThrew(Throwable thrown) {}

    private void settle(Answer answer) {
        if (letGo()) {
            try {
                completed(answer);
            } catch (Throwable e) {
                Guard.failed(LOG, "whoever asked threw on the answer", e);
                ownerThrew(e);
            }
        }
    }

    private void callOff() {
        if (letGo()) {
            try {
                cancelled();
            } catch (Throwable e) {
                Guard.failed(LOG, "whoever asked threw when the question was called off", e);
                ownerThrew(e);
            }
        }
    }

    /** Whether it was not done before. */
    private boolean letGo() {
        if (done) {
            return false;
        }
        done = true;
        Runnable held = release;
        release = null;
        if (held != null) {
            run(held);
        }
        return true;
    }

    private static void run(Runnable release) {
        try {
            release.run();
        } catch (Throwable e) {
            Guard.failed(LOG, "a release threw", e);
        }
    }

    /** A release behind another, which may be such a one as well. Most calls have one release or two. */
    private static final class Chained implements Runnable {
        private final Runnable before;
        private final Runnable release;
        private @Nullable Chained next;

        Chained(Runnable before, Runnable release) {
            this.before = before;
            this.release = release;
        }

        /** Runs all in the order they came; by a loop, because there may be more than a stack has room for. */
        @Override
        public void run() {
            Chained first = this;
            while (first.before instanceof Chained earlier) {
                earlier.next = first;
                first = earlier;
            }
            Call.run(first.before);
            for (Chained each = first; each != null; each = each.next) {
                Call.run(each.release);
            }
        }
    }
}
