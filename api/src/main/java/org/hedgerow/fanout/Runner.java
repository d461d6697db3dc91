package org.hedgerow.fanout;

import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * The call that one upstream is given in a {@link Race}, and what it has come to. It is no child of the caller's, because the
 * race calls all of them off by one release, and one that its upstream calls off has failed beside the others. Confined to
 * the caller's lane.
 */
final class Runner extends Call {
    /** Longer than it takes to find out that there is nobody, as a rule. */
    private static final long REACHED_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Race race;
    private final Member member;
    private boolean asked;
    private long askedAt; // if it is down
    private boolean givenUp; // by the race
    private @Nullable Answer said;

    Runner(Race race, Member member) {
        this.race = race;
        this.member = member;
    }

    String name() {
        return member.name();
    }

    /** What it has come to; null as long as the upstream is silent. */
    @Nullable
    Answer said() {
        return said;
    }

    @Nullable
    Failed failure() {
        return said instanceof Failed failed ? failed : null;
    }

    boolean wasUnreachable() {
        return said instanceof Failed failed && failed.reason() == Failed.Reason.UNREACHABLE;
    }

    boolean isToBeAsked() {
        return !asked && said == null;
    }

    boolean isUnderWay() {
        return asked && !isDone();
    }

    /**
     * Whether the upstream is not asked, but counts as failed: it leads back here, or is down while others are not. Now and
     * then it is asked all the same, apart from this race.
     */
    boolean isSpared(Question question, boolean othersAreUp) {
        if (!member.isOut() || !(othersAreUp || member.loop().isFound())) {
            return false;
        }
        said = outOfReach();
        if (member.isProbeDue(lane().now())) {
            Probe.whetherBack(member, question, lane());
        }
        return true;
    }

    void ask(Question question) {
        asked = true;
        askedAt = member.isDown() ? lane().now() : 0;
        race.sent(this);
        ask(member.resolver(), question, name());
    }

    /** Gives up on an upstream that has gone down meanwhile; whether it has. */
    boolean dropIfDown(long now) {
        member.look(now);
        if (!isUnderWay() || !member.isOut()) {
            return false;
        }
        givenUp = true;
        cancel();
        said = outOfReach();
        return true;
    }

    private Failed outOfReach() {
        UpstreamHealth health = member.health();
        String state = health.state() == UpstreamHealth.State.DOWN ? "down: " : "";
        return Failed.of(Failed.Reason.UNREACHABLE, state + health.detail());
    }

    /** Calls it off; whether it was under way. */
    boolean stop() {
        boolean wasUnderWay = isUnderWay();
        if (wasUnderWay && member.isDown() && lane().now() - askedAt >= REACHED_NANOS) {
            member.reached();
        }
        givenUp = true;
        cancel();
        return wasUnderWay;
    }

    @Override
    public Lane lane() {
        return race.lane();
    }

    @Override
    protected void completed(Answer answer) {
        said = answer;
        member.said(answer, lane());
        race.said(this, answer);
    }

    /** By the upstream, if not by the race: it has failed. */
    @Override
    protected void cancelled() {
        if (!givenUp) {
            completed(Failures.CALLED_OFF);
        }
    }
}
