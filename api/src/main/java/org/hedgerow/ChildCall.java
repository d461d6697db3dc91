package org.hedgerow;

import java.util.Objects;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;

/**
 * A call of a resolver that asks another one on behalf of the call that it was given, its parent. It lives in the parent's
 * lane, it is called off when the parent is done, and if the resolver that was asked calls it off, it calls off the parent. What
 * becomes of its answer is up to {@link #completed}. One that asks a second resolver where the first has failed:
 *
 * <pre>{@code
 * public void resolve(Question question, Call call) {
 *     new ChildCall(call) {
 *         @Override
 *         protected void completed(Answer answer) {
 *             if (answer instanceof Failed) {
 *                 second.resolve(question, call);
 *             } else {
 *                 call.answer(answer);
 *             }
 *         }
 *     }.ask(first, question);
 * }
 * }</pre>
 *
 * <p>It has no deadline of its own, because the parent has one. If {@link #completed} or {@link #cancelled} throws, that is logged,
 * and the parent is answered {@link Failed.Reason#BAD_REPLY}. To be made and asked in the parent's lane, once; each further
 * question takes another child.
 */
public abstract class ChildCall extends Call implements Runnable {
    private final Call parent;

    /** For a question asked on behalf of this call; {@link #ask} ties the two. */
    protected ChildCall(Call parent) {
        this.parent = Objects.requireNonNull(parent, "parent");
    }

    /** The call on whose behalf this one asks. */
    protected final Call parent() {
        return parent;
    }

    /** The parent's lane. Any thread. */
    @Override
    public final Lane lane() {
        return parent.lane();
    }

    /** Calls this off: what the parent does when it is done. A child is its own release, which saves an object for each question. */
    @Override
    public final void run() {
        cancel();
    }

    /**
     * Either the parent is done, or whoever was asked has called the question off: in the lane, at most once, never after an
     * answer. Calls off the parent, which does nothing if that is done. Who overrides it without a call of this one answers
     * the parent instead.
     */
    @Override
    protected void cancelled() {
        parent.cancel();
    }

    @Override
    final void begins() {
        parent.onDone(this);
    }

    @Override
    final void ownerThrew(Throwable thrown) {
        parent.answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + Guard.text(thrown)));
    }
}
