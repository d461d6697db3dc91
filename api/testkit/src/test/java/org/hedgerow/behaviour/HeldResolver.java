package org.hedgerow.behaviour;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.testkit.ManualLane;

/** Keeps its questions until the test answers them, and counts the calls that let go of it. */
final class HeldResolver implements Resolver {
    private final ManualLane lane;
    private final List<Question> questions = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private int released;

    HeldResolver(ManualLane lane) {
        this.lane = lane;
    }

    @Override
    public void resolve(Question question, Call call) {
        questions.add(question);
        calls.add(call);
        call.onDone(() -> released++);
    }

    /** What it was asked so far, as {@code name} or {@code name/AAAA}. */
    List<String> asked() {
        return questions.stream()
                .map(question -> question.toString().replaceFirst("/(A|ANY)$", ""))
                .toList();
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    /** How many of its calls are over. */
    int released() {
        return released;
    }

    /** Answers the question of that place, counted from 0. */
    void answer(int place, Answer answer) {
        lane.run(() -> calls.get(place).answer(answer));
    }

    Call call(int place) {
        return calls.get(place);
    }
}
