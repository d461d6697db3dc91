package org.hedgerow;

import java.time.Duration;
import java.util.List;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question of a fan-out, while its upstreams work on it. Confined to the caller's lane, so it counts unlocked. Runs when
 * the caller has its answer, or wants none any more.
 */
final class Race implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FanOutResolver.class);

    private final List<FanOutResolver.Upstream> upstreams;
    private final NegativePolicy policy;
    private final ResolverListener.@Nullable Events events;
    private final Question question;
    private final Call call;
    private final Runner[] runners;
    private int running;
    private boolean over;
    private @Nullable NotFound negative;

    Race(
            List<FanOutResolver.Upstream> upstreams,
            NegativePolicy policy,
            ResolverListener.@Nullable Events events,
            Question question,
            Call call) {
        this.upstreams = upstreams;
        this.policy = policy;
        this.events = events;
        this.question = question;
        this.call = call;
        this.runners = new Runner[upstreams.size()];
        this.running = runners.length;
    }

    void start(@Nullable Duration timeout) {
        for (int i = 0; i < runners.length; i++) {
            runners[i] = new Runner(upstreams.get(i).name());
        }
        call.onDone(this);
        if (timeout != null) {
            call.onDone(call.lane().schedule(Nanos.of(timeout), this::expired)::cancel);
        }
        for (int i = 0; i < runners.length && !over; i++) {
            runners[i].run(upstreams.get(i).resolver());
        }
    }

    private void said(Runner runner, Answer answer) {
        running--;
        if (events != null) {
            events.said(runner.name, answer, call.lane().now());
        }
        if (answer instanceof Found) {
            decide(runner.name, answer);
        } else if (answer instanceof NotFound missing) {
            if (policy == NegativePolicy.REPLICATED) {
                decide(runner.name, answer);
                return;
            }
            // A name that one of the tables knows exists, whatever the others say.
            negative = negative == null || missing.kind() == NotFound.Kind.NO_SUCH_TYPE ? missing : negative;
        } else {
            runner.failure = (Failed) answer;
        }
        if (running == 0 && !over) {
            Failed failure = failure();
            decide("", failure != null || negative == null ? failed(failure) : negative);
        }
    }

    private void expired() {
        decide("", Failed.of(Failed.Reason.TIMEOUT, question + ": no answer in time"));
    }

    private void decide(String winner, Answer answer) {
        if (over) {
            return;
        }
        over = true;
        cancelRunning();
        if (events != null) {
            events.decided(winner, answer, call.lane().now());
        }
        call.answer(answer);
    }

    @Override
    public void run() {
        if (!over) {
            over = true;
            cancelRunning();
            if (events != null) {
                Failed calledOff = Failed.of(Failed.Reason.CANCELLED, question + ": nobody waits any more");
                events.decided("", calledOff, call.lane().now());
            }
        }
    }

    private void cancelRunning() {
        for (Runner runner : runners) {
            try {
                runner.stop();
            } catch (RuntimeException e) {
                LOG.warn(
                        "upstream {} threw when it was called off",
                        runner.name,
                        e); // and the answer is known all the same
            }
        }
    }

    private @Nullable Failed failure() {
        Failed first = null;
        for (Runner runner : runners) {
            Failed failure = runner.failure;
            // Silence outranks the rest: it is what the question would have come to anyway.
            if (failure != null && (first == null || failure.reason() == Failed.Reason.TIMEOUT)) {
                first = failure;
            }
        }
        return first;
    }

    private Failed failed(@Nullable Failed worst) {
        StringBuilder detail = new StringBuilder();
        for (Runner runner : runners) {
            Failed failure = runner.failure;
            if (failure != null) {
                detail.append(detail.isEmpty() ? "" : "; ").append(runner.name).append(": ");
                detail.append(failure.detail().isEmpty() ? failure.reason() : failure.detail());
            }
        }
        return Failed.of(worst == null ? Failed.Reason.TIMEOUT : worst.reason(), detail.toString());
    }

    /** The call that one upstream was given. */
    private final class Runner extends Call {
        private final String name;
        private boolean asked;
        private @Nullable Failed failure;

        Runner(String name) {
            this.name = name;
        }

        void run(Resolver resolver) {
            asked = true;
            if (events != null) {
                events.sent(name, lane().now());
            }
            try {
                resolver.resolve(question, this);
            } catch (RuntimeException e) {
                LOG.warn("upstream {} threw on {}", name, question, e);
                answer(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw " + e));
            }
        }

        void stop() {
            if (!isDone()) {
                cancel();
                if (asked && events != null) {
                    Failed lost = Failed.of(Failed.Reason.CANCELLED, "decided without it");
                    events.said(name, lost, lane().now());
                }
            }
        }

        @Override
        public Lane lane() {
            return call.lane();
        }

        @Override
        protected void completed(Answer answer) {
            if (!over) {
                said(this, answer);
            }
        }
    }
}
