package org.hedgerow.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;

/** Asks for many names, so many of them at once, on one lane. */
final class Flood {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Lane lane;
    private final Resolver resolver;
    private final int total;
    private final int window;
    private final List<Answer> answers = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private int asked;

    Flood(Lane lane, Resolver resolver, int total, int window) {
        this.lane = lane;
        this.resolver = resolver;
        this.total = total;
        this.window = window;
    }

    /** All answers, once they are there. */
    List<Answer> answers() throws InterruptedException {
        lane.execute(() -> {
            for (int i = 0; i < window; i++) {
                next();
            }
        });
        if (!over.await(2 * DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("not all questions were answered");
        }
        return answers;
    }

    private void next() {
        if (asked < total) {
            new One(Question.of("name" + asked++ + ".example")).ask();
        }
    }

    private final class One extends Call {
        private final Question question;

        One(Question question) {
            this.question = question;
        }

        void ask() {
            Cancellable timer = lane.schedule(
                    DEADLINE.toNanos(), () -> answer(Failed.of(Failed.Reason.TIMEOUT, question + ": no answer")));
            onDone(timer::cancel);
            ask(resolver, question);
        }

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        protected void completed(Answer answer) {
            answers.add(answer);
            if (answers.size() == total) {
                over.countDown();
            }
            lane.execute(Flood.this::next);
        }
    }
}
