package com.example.strangers;

import java.time.Duration;
import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Lane;

/** Asks a second resolver when the first fails, or has said nothing for a while. */
final class FailoverResolver implements Resolver {
    private final Resolver first;
    private final Resolver second;
    private final Duration patience;

    FailoverResolver(Resolver first, Resolver second, Duration patience) {
        this.first = first;
        this.second = second;
        this.patience = patience;
    }

    @Override
    public void resolve(Question question, Call call) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(call, "call");
        Attempt attempt = new Attempt(question, call);
        call.onDone(attempt::cancel);
        Failed late = Failed.of(Failed.Reason.TIMEOUT, "the first said nothing");
        attempt.onDone(call.lane().schedule(patience.toNanos(), () -> attempt.answer(late))::cancel);
        if (!call.isDone()) {
            first.resolve(question, attempt);
        }
    }

    /** What the first is asked, in the lane of the call that it is asked for. */
    private final class Attempt extends Call {
        private final Question question;
        private final Call call;

        Attempt(Question question, Call call) {
            this.question = question;
            this.call = call;
        }

        @Override
        public Lane lane() {
            return call.lane();
        }

        @Override
        protected void completed(Answer answer) {
            if (answer instanceof Failed) {
                second.resolve(question, call);
            } else {
                call.answer(answer);
            }
        }
    }
}
