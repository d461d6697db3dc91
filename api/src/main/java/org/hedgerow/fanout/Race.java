package org.hedgerow.fanout;

import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.ResolverListener;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One question of a fan-out, while its upstreams work on it. Confined to the caller's lane, so it counts unlocked. Runs when
 * the caller has its answer, or wants none any more.
 */
final class Race implements Runnable {
    private static final int MAX_DOUBLINGS = 3;
    private static final int UNSURE_TTL = 5; // seconds; who is missing may be the one that has the name

    /** By then an upstream that a negative answer waits for may have proved to be down. */
    private static final long RECHECK_NANOS = Member.SILENCE_NANOS + TimeUnit.MILLISECONDS.toNanos(500);

    private final Members members;
    private final FanOutResolver.Rules rules;
    private final ResolverListener.@Nullable Events events;
    private final Question question;
    private final Call call;
    private final Runner[] runners;
    private int running;
    private int rounds;
    private boolean over;
    private boolean graceRuns;
    private @Nullable Cancellable timer;
    private @Nullable Answer best; // of those that do not win at once
    private String bestName = "";
    private Opinion opinion = Opinion.NONE;

    Race(
            Members members,
            FanOutResolver.Rules rules,
            ResolverListener.@Nullable Events events,
            Question question,
            Call call) {
        this.members = members;
        this.rules = rules;
        this.events = events;
        this.question = question;
        this.call = call;
        this.runners = new Runner[members.size()];
    }

    Lane lane() {
        return call.lane();
    }

    void start() {
        boolean anyIsUp = members.hasOneUp();
        for (int i = 0; i < runners.length; i++) {
            enter(i, anyIsUp); // all are counted before the first is asked, who may answer at once
        }
        call.onDone(this);
        if (rules.timeoutNanos() > 0) {
            call.onDone(lane().schedule(rules.timeoutNanos(), this::expired)::cancel);
        }
        askAll();
    }

    /** Asks those again that could not be reached. */
    private void startAgain() {
        timer = null;
        boolean anyIsUp = members.hasOneUp();
        for (int i = 0; i < runners.length; i++) {
            if (runners[i].wasUnreachable()) {
                enter(i, anyIsUp);
            }
        }
        askAll();
    }

    private void enter(int i, boolean anyIsUp) {
        runners[i] = new Runner(this, members.get(i));
        running += runners[i].isSpared(question, anyIsUp) ? 0 : 1;
    }

    /** Asks all that have neither been asked nor spared. */
    private void askAll() {
        if (running == 0 && !over) {
            allHaveSpoken();
            return;
        }
        for (int i = 0; i < runners.length && !over; i++) {
            if (runners[i].isToBeAsked()) {
                runners[i].ask(question);
            }
        }
    }

    void sent(Runner runner) {
        if (events != null) {
            events.sent(runner.name(), lane().now());
        }
    }

    void said(Runner runner, Answer answer) {
        if (over) {
            return;
        }
        running--;
        if (events != null) {
            events.said(runner.name(), answer, lane().now());
        }
        if (over) {
            return; // the listener has called the question off
        }
        if (!(answer instanceof Failed)) {
            Opinion said = Opinion.of(answer, question);
            if (rules.policy().winsAtOnce(said)) {
                decide(runner.name(), answer);
                return;
            }
            hold(runner, answer, said);
        }
        goOn();
    }

    private void hold(Runner runner, Answer answer, Opinion said) {
        int better = best == null ? 1 : said.compareTo(opinion);
        if (better > 0 || (better == 0 && Opinion.isDeeper(answer, best))) {
            best = answer;
            bestName = runner.name();
            opinion = said;
        }
    }

    private void goOn() {
        if (running == 0) {
            allHaveSpoken();
        } else if (opinion != Opinion.NONE) {
            awaitOthers();
        }
    }

    /** Sets the time at which what is held wins, or at which those that are awaited may have proved to be down. */
    private void awaitOthers() {
        boolean grace = rules.policy().winsAfterGrace(opinion);
        if (graceRuns || (timer != null && !grace)) {
            return;
        }
        stopTimer();
        graceRuns = grace;
        timer = grace
                ? lane().schedule(rules.graceNanos(), this::graceIsOver)
                : lane().schedule(RECHECK_NANOS, this::dropThoseDown);
    }

    private void graceIsOver() {
        timer = null;
        decideBest();
    }

    private void dropThoseDown() {
        timer = null;
        for (Runner runner : runners) {
            running -= runner.dropIfDown(lane().now()) ? 1 : 0;
        }
        if (!over) { // one that was called off may have called off the question itself
            goOn();
        }
    }

    private void allHaveSpoken() {
        Failed failure = Failures.worst(runners);
        if (best != null && (failure == null || rules.policy().winsAfterGrace(opinion))) {
            decideBest();
        } else if (rules.againNanos() > 0 && Failures.anyUnreachable(runners)) {
            stopTimer();
            timer = lane().schedule(rules.againNanos() << Math.min(rounds++, MAX_DOUBLINGS), this::startAgain);
        } else {
            decide("", Failures.of(runners, failure));
        }
    }

    private void expired() {
        if (best != null && rules.policy().winsAfterGrace(opinion)) {
            decideBest();
        } else {
            decide("", Failed.of(Failed.Reason.TIMEOUT, question + ": no answer in time"));
        }
    }

    private void decideBest() {
        Answer answer = best;
        if (answer == null) {
            return;
        }
        // What all have said is nobody's alone.
        String winner = rules.policy().winsAfterGrace(opinion) ? bestName : "";
        boolean unsure = answer instanceof NotFound && Failures.anyMissing(runners);
        decide(winner, unsure ? ((NotFound) answer).withTtlAtMost(UNSURE_TTL) : answer);
    }

    private void decide(String winner, Answer answer) {
        over = true;
        cancelRunning();
        if (events != null) {
            events.decided(winner, answer, lane().now());
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
                events.decided("", calledOff, lane().now());
            }
        }
    }

    private void cancelRunning() {
        stopTimer();
        for (Runner runner : runners) {
            if (runner.stop() && events != null) {
                Failed lost = Failed.of(Failed.Reason.CANCELLED, "decided without it");
                events.said(runner.name(), lost, lane().now());
            }
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
