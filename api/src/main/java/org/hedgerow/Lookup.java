package org.hedgerow;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.hedgerow.lane.Guard;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look-up of somebody who just wants an answer: the call, its deadline, and the lane that it runs on. */
final class Lookup extends Call {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final ThreadFactory THREADS = LightThreads.factory("hedgerow-lookup");

    private final ThreadLane lane;
    private final Question question;
    private @Nullable Answer answer;

    private Lookup(ThreadLane lane, Question question) {
        this.lane = lane;
        this.question = question;
    }

    static CompletableFuture<Answer> start(Resolver resolver, Question question, Duration timeout) {
        long nanos = nanos(question, timeout);
        Lookup lookup = new Lookup(new ThreadLane(), question);
        CompletableFuture<Answer> future = new CompletableFuture<>();
        // However it is completed, by its own orTimeout for one, nobody waits any more. Completing a dependent stage is
        // not completing this one. What was completed before the look-up began finds its cancel in the mailbox.
        CompletableFuture<Answer> unused = future.whenComplete((answer, thrown) -> lookup.cancel());
        Runnable task = () -> {
            try {
                future.complete(lookup.run(resolver, nanos));
            } catch (InterruptedException e) {
                future.cancel(false);
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        };
        THREADS.newThread(task).start();
        return future;
    }

    static Answer await(Resolver resolver, Question question, Duration timeout) throws InterruptedException {
        return new Lookup(new ThreadLane(), question).run(resolver, nanos(question, timeout));
    }

    private static long nanos(Question question, Duration timeout) {
        Objects.requireNonNull(question, "question");
        return Nanos.of(Objects.requireNonNull(timeout, "timeout"));
    }

    /** Works until the call is done. */
    private Answer run(Resolver resolver, long nanos) throws InterruptedException {
        lane.adopt();
        lane.schedule(nanos, this::expired);
        try {
            resolve(resolver);
            while (answer == null) {
                lane.runNext();
            }
        } finally {
            cancel();
            lane.end();
        }
        return answer;
    }

    /** An answer counts that a resolver has given before it threw. */
    private void resolve(Resolver resolver) {
        try {
            resolver.resolve(question, this);
        } catch (Throwable e) {
            if (!isDone()) {
                throw e;
            }
            Guard.failed(LOG, "a resolver threw on " + question, e);
        }
    }

    private void expired() {
        answer(Failed.of(Failed.Reason.TIMEOUT, question + ": no answer in time"));
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    protected void completed(Answer answer) {
        this.answer = answer;
    }

    @Override
    protected void cancelled() {
        answer = Failed.of(Failed.Reason.CANCELLED, question + ": called off");
    }
}
