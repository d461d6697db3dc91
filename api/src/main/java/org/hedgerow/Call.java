package org.hedgerow;

import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One question under way: where its answer goes, and how it is called off.
 *
 * <p>A call is confined to its {@link #lane()}, hence no atomics and no locks: only {@link #answer} and
 * {@link #cancel} may be called from other threads, and then hop to the lane. The first answer counts, later ones are
 * dropped. Deadline, cancel and completion have one owner, whoever made the call: it times the call on its lane, and a
 * resolver that asks others on the call's behalf gives them calls of its own that use the same lane.
 */
public abstract class Call {
    private boolean done;
    private @Nullable Runnable release;

    /** For whoever asks: extends this to receive the answer. */
    protected Call() {}

    /** Where this call lives. Any thread; always the same one. */
    public abstract Lane lane();

    /** Answers the question; does nothing if it is answered or cancelled. Any thread: hops if outside the lane. */
    public final void answer(Answer answer) {
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
            letGo();
        } else {
            lane.execute(this::letGo);
        }
    }

    /**
     * Has {@code release} run, in the lane, as soon as the call is answered or cancelled, so that a resolver lets go of
     * what it holds for it; at once if that is so already. Several run in the order they came. Inside the lane only.
     */
    public final void onDone(Runnable release) {
        Runnable before = this.release;
        if (done) {
            release.run();
        } else if (before == null) {
            this.release = release;
        } else {
            this.release = () -> {
                try {
                    before.run();
                } finally {
                    release.run();
                }
            };
        }
    }

    /** Whether the call is answered or cancelled, so that nobody waits for it any more. Inside the lane only. */
    public final boolean isDone() {
        return done;
    }

    /** Takes the answer: in the lane, at most once, never after a cancel. */
    protected abstract void completed(Answer answer);

    private void settle(Answer answer) {
        if (done) {
            return;
        }
        try {
            letGo();
        } finally {
            completed(answer); // a release that throws must not cost the answer
        }
    }

    private void letGo() {
        if (done) {
            return;
        }
        done = true;
        Runnable held = release;
        release = null;
        if (held != null) {
            held.run();
        }
    }
}
