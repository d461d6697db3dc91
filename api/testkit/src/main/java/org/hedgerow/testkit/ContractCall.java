package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.lane.Lane;

/**
 * A call on a {@link ManualLane} that sees what {@link Call} forgives: answers after the first, or to a call that is done.
 * Confined to the test's thread, but for what {@link Call} allows to any thread.
 */
final class ContractCall extends Call {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final ManualLane lane;
    private final List<Answer> answers = new ArrayList<>();
    private volatile int given;
    private boolean outside;
    private boolean calledOff;

    ContractCall(ManualLane lane) {
        this.lane = lane;
    }

    /** That an answer is given shows in nothing but {@code answer} asking for the lane to deliver it in. */
    @Override
    public Lane lane() {
        if (STACK.walk(frames -> frames.skip(1).limit(1).anyMatch(ContractCall::isAnswer))) {
            count();
        }
        return lane;
    }

    private static boolean isAnswer(StackWalker.StackFrame frame) {
        return frame.getDeclaringClass() == Call.class && "answer".equals(frame.getMethodName());
    }

    private synchronized void count() {
        given++;
    }

    @Override
    protected void completed(Answer answer) {
        outside |= !lane.inside();
        answers.add(answer);
    }

    @Override
    protected void cancelled() {
        calledOff = true;
    }

    /** How often it was answered, be it in vain. */
    int given() {
        return given;
    }

    /** Whether it was answered outside its lane. */
    boolean wasOutside() {
        return outside;
    }

    /** Whether it was called off, by whomever. */
    boolean isCalledOff() {
        return calledOff;
    }

    boolean isOver() {
        return calledOff || !answers.isEmpty();
    }

    /** What was delivered. */
    List<Answer> answers() {
        return List.copyOf(answers);
    }
}
