package org.hedgerow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/** One look-up of somebody who just wants an answer: the call, its deadline, and the lane that it runs on. */
final class Lookup extends Call {
    private static final ThreadFactory THREADS = LightThreads.factory("hedgerow-lookup");

    private final ThreadLane lane;
    private final Question question;
    private @Nullable Answer answer;

    private Lookup(ThreadLane lane, Question question) {
        this.lane = lane;
        this.question = question;
    }

    static CompletableFuture<Answer> start(Resolver resolver, Question question, Duration timeout) {
        ThreadLane lane = new ThreadLane();
        Lookup lookup = new Lookup(lane, question);
        CompletableFuture<Answer> future = new Cancelling(lookup);
        Runnable task = () -> {
            try {
                // A future that was cancelled already has sent its cancel ahead, into the mailbox.
                Answer answer = lookup.run(resolver, timeout);
                if (answer != null) {
                    future.complete(answer);
                }
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
        Answer answer = new Lookup(new ThreadLane(), question).run(resolver, timeout);
        return answer == null ? Failed.of(Failed.Reason.CANCELLED, question + ": called off") : answer;
    }

    /** Works until the call is done; null if it was cancelled. */
    private @Nullable Answer run(Resolver resolver, Duration timeout) throws InterruptedException {
        lane.adopt();
        lane.schedule(Nanos.of(timeout), this::expired);
        try {
            resolver.resolve(question, this);
            while (!isDone()) {
                lane.runNext();
            }
        } finally {
            cancel();
        }
        return answer;
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

    /** {@code newIncompleteFuture} is left alone: cancelling a dependent stage must not call off the source's question. */
    private static final class Cancelling extends CompletableFuture<Answer> {
        private final Lookup lookup;

        Cancelling(Lookup lookup) {
            this.lookup = lookup;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            lookup.cancel();
            return cancelled;
        }
    }
}
