package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.jspecify.annotations.Nullable;

/** Whom a format under test has its questions answered by: at once, or when the test says so. Confined to its lane. */
final class ContractResolver implements Resolver {
    private final List<Held> held = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private int released;
    private @Nullable Resolver other;
    private Function<Question, @Nullable Answer> answers;

    /** Answers with what the function gives, and holds the question if that is null. */
    ContractResolver(Function<Question, @Nullable Answer> answers) {
        this.answers = answers;
    }

    /** A question that waits. */
    private record Held(Question question, Call call) {}

    void answers(Function<Question, @Nullable Answer> others) {
        answers = others;
    }

    /** Has another resolver work on the questions, until this is null again. */
    void instead(@Nullable Resolver resolver) {
        other = resolver;
    }

    @Override
    public void resolve(Question question, Call call) {
        asked.add(question);
        call.onDone(() -> released++);
        if (other != null) {
            other.resolve(question, call);
            return;
        }
        Answer answer = answers.apply(question);
        if (answer == null) {
            held.add(new Held(question, call));
        } else {
            call.answer(answer);
        }
    }

    /** Answers what is held, the last first; in the lane. */
    void answerHeld(Function<Question, Answer> late) {
        for (int i = held.size(); i > 0; i--) {
            Held last = held.remove(held.size() - 1);
            last.call.answer(late.apply(last.question));
        }
    }

    /** How many questions are held that nobody has called off. */
    int inFlight() {
        return asked.size() - released;
    }

    /** All questions so far. */
    List<Question> asked() {
        return List.copyOf(asked);
    }
}
