package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Lane;

/** A call on a {@link ManualLane} that keeps what it is answered. Sets no deadline. */
public final class RecordingCall extends Call {
    private final ManualLane lane;
    private final List<Answer> answers = new ArrayList<>();

    /** A call that lives in this lane. */
    public RecordingCall(ManualLane lane) {
        this.lane = lane;
    }

    /** Asks the resolver, inside the lane, and runs all that waits there. */
    public static RecordingCall ask(Resolver resolver, Question question, ManualLane lane) {
        RecordingCall call = new RecordingCall(lane);
        lane.run(() -> resolver.resolve(question, call));
        return call;
    }

    /** Asks the resolver for the IPv4 address of a name; else as {@link #ask(Resolver, Question, ManualLane)}. */
    public static RecordingCall ask(Resolver resolver, String name, ManualLane lane) {
        return ask(resolver, Question.of(name), lane);
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    protected void completed(Answer answer) {
        answers.add(answer);
    }

    /** Whether an answer has come. */
    public boolean isAnswered() {
        return !answers.isEmpty();
    }

    /**
     * The answer.
     *
     * @throws NoSuchElementException if none has come
     */
    public Answer recorded() {
        if (answers.isEmpty()) {
            throw new NoSuchElementException("the call is not answered");
        }
        return answers.get(0);
    }

    /** All answers that came: one at most, unless {@link Call} is broken. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }
}
