package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.LineClient.GRACE;
import static org.hedgerow.behaviour.LineClient.NANO;
import static org.hedgerow.behaviour.LineClient.TIMEOUT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;

/** The replies that are no records: TIMED OUT, and INVALID NAME. */
class LineServingRepliesTest {
    private static final ServingOptions DEFAULTS = ServingOptions.defaults();

    private final LineClient client = new LineClient();

    @Test
    void silenceIsTimedOutAtTheDeadlineAndNotBefore() {
        client.send("a.edu\n").await(TIMEOUT.minus(NANO));
        assertThat(client.received()).isEmpty();
        client.await(NANO);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\n");
        assertThat(client.resolver.released()).isEqualTo(1);
        assertThat(client.lane.timers()).isZero();
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(1, 0, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void timedOutSpellsTheNameAsTheClientDid() {
        client.send("wWw.A.edu.\r\n").await(TIMEOUT);
        assertThat(client.received()).isEqualTo("wWw.A.edu. - TIMED OUT\r\n");
    }

    @Test
    void eachQuestionHasItsOwnDeadline() {
        Duration second = Duration.ofSeconds(1);
        client.send("a.edu\n").await(second).send("b.edu\n").await(second).send("c.edu\n");
        client.await(Duration.ofSeconds(3));
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\n");
        client.await(second.minus(NANO));
        assertThat(client.received()).isEmpty();
        client.await(NANO);
        assertThat(client.received()).isEqualTo("b.edu - TIMED OUT\n");
        client.await(second);
        assertThat(client.received()).isEqualTo("c.edu - TIMED OUT\n");
    }

    @Test
    void theDeadlineOfALaterQuestionHoldsWhenTheHeadIsAnswered() {
        client.send("a.edu\n").await(Duration.ofSeconds(1)).send("b.edu\n").find(0);
        client.received();
        client.await(TIMEOUT.minus(NANO));
        assertThat(client.received()).isEmpty();
        client.await(NANO);
        assertThat(client.received()).isEqualTo("b.edu - TIMED OUT\n");
    }

    @Test
    void questionsOfOneMomentTimeOutTogetherAndInOrder() {
        client.send("a.edu\nb.edu\nc.edu\n").find(1).await(TIMEOUT);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\nb.edu 10.0.0.1 A IN\nc.edu - TIMED OUT\n");
    }

    @Test
    void theTimeoutMayBeChosen() {
        LineClient quick = new LineClient(LineFormat.standard(), DEFAULTS.withTimeout(Duration.ofMillis(30)));
        quick.send("a.edu\n").await(Duration.ofMillis(30));
        assertThat(quick.received()).isEqualTo("a.edu - TIMED OUT\n");
    }

    @Test
    void lateAnswersAreDropped() {
        client.send("a.edu\n").await(TIMEOUT);
        client.received();
        client.send("b.edu\n").find(0);
        assertThat(client.received()).isEmpty();
        client.find(1);
        assertThat(client.received()).isEqualTo("b.edu 10.0.0.1 A IN\n");
    }

    @Test
    void missesAndFailuresAreTimedOutAtTheDeadlineOnly() {
        client.send("a.edu\nb.edu\n");
        client.resolver.answer(0, failed(Failed.Reason.UNREACHABLE));
        client.resolver.answer(1, NotFound.NAME);
        client.await(TIMEOUT.minus(NANO));
        assertThat(client.received()).isEmpty();
        client.await(NANO);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\nb.edu - TIMED OUT\n");
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(2, 0, 1, 0, 1, 0, 0, 0));
    }

    @Test
    void failFastTellsAtOnceButInOrder() {
        LineClient fast = new LineClient(LineFormat.standard(), DEFAULTS.withFailFast(true));
        fast.send("a.edu\nb.edu\nc.edu\n");
        fast.resolver.answer(1, NotFound.NAME);
        assertThat(fast.received()).isEmpty();
        fast.resolver.answer(0, failed(Failed.Reason.UNREACHABLE));
        assertThat(fast.received()).isEqualTo("a.edu - TIMED OUT\nb.edu - TIMED OUT\n");
        fast.await(TIMEOUT);
        assertThat(fast.received()).isEqualTo("c.edu - TIMED OUT\n");
    }

    @Test
    void aTimeoutOfTheResolversOwnIsHeldToTheDeadline() {
        client.send("a.edu\n");
        client.resolver.answer(0, failed(Failed.Reason.TIMEOUT));
        client.await(Duration.ofSeconds(5).minus(NANO));
        assertThat(client.received()).isEmpty();
        client.await(NANO);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\n");
    }

    @Test
    void aResolverThatThrowsIsAFailure() {
        LineClient broken = new LineClient(LineFormat.standard(), DEFAULTS, (question, call) -> {
            throw new IllegalStateException("oops");
        });
        broken.send("a.edu\n").await(TIMEOUT.minus(NANO));
        assertThat(broken.received()).isEmpty();
        broken.await(NANO);
        assertThat(broken.received()).isEqualTo("a.edu - TIMED OUT\n");
        assertThat(broken.connection.isClosed()).isFalse();
        assertThat(broken.totals.snapshot().failed()).isEqualTo(1);
    }

    @Test
    void aResolverThatCallsTheQuestionOffIsATimeoutToo() {
        LineClient odd = new LineClient(LineFormat.standard(), DEFAULTS, (question, call) -> call.cancel());
        odd.send("a.edu\nb.edu\n").await(TIMEOUT);
        assertThat(odd.received()).isEqualTo("a.edu - TIMED OUT\nb.edu - TIMED OUT\n");
        assertThat(odd.lane.timers()).isZero();
    }

    @Test
    void anInvalidNameTakesItsPlaceInTheOrder() {
        client.send("a.edu\na b\nc.edu\n");
        assertThat(client.received()).isEmpty();
        assertThat(client.resolver.asked()).containsExactly("a.edu", "c.edu");
        client.find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\na b - INVALID NAME\n");
        client.find(1);
        assertThat(client.received()).isEqualTo("c.edu 10.0.0.1 A IN\n");
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(2, 2, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void anInvalidNameBehindOthersWaitsForThemToTimeOut() {
        client.send("a.edu\na b\n").await(TIMEOUT);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\na b - INVALID NAME\n");
        assertThat(client.lane.timers()).isZero();
    }

    @Test
    void aTableServerSaysInvalidNameAtOnce() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), DEFAULTS);
        silent.send("a.edu\na..b\r\n");
        assertThat(silent.received()).isEqualTo("a..b - INVALID NAME\r\n");
    }

    @Test
    void aBareInvalidNameIsAnsweredBare() {
        client.send("a..b").await(GRACE);
        assertThat(client.received()).isEqualTo("a..b - INVALID NAME");
    }

    @Test
    void whatIsNoNameIsShownPrintable() {
        client.send("bell\u0007.edu\n")
                .send("tab\there\n")
                .send("esc\u001b[2J\u202e\n")
                .send("a\rb\n");
        assertThat(client.received())
                .isEqualTo("bell?.edu - INVALID NAME\ntab?here - INVALID NAME\n"
                        + "esc?[2J? - INVALID NAME\na?b - INVALID NAME\n");
    }

    @Test
    void whatIsNotUtf8IsShownPrintable() {
        client.connection.receive(new byte[] {'a', (byte) 0xFF, '.', 'e', 'd', 'u', '\n'});
        assertThat(client.received()).isEqualTo("a?.edu - INVALID NAME\n");
        client.connection.receive("dütsch.ch\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(client.received()).isEqualTo("d?tsch.ch - INVALID NAME\n");
    }

    @Test
    void whatIsTooLongForANameIsCutTo64Characters() {
        client.send("a".repeat(64) + "\n").send("ab".repeat(2_000) + "\n").send("ü.".repeat(100) + "\n");
        assertThat(client.received())
                .isEqualTo("a".repeat(64) + " - INVALID NAME\n" + "ab".repeat(32) + " - INVALID NAME\n"
                        + "ü.".repeat(32) + " - INVALID NAME\n");
        assertThat(client.connection.isClosed()).isFalse();
    }

    @Test
    void aReleaseThatThrowsDoesNotStopTheDeadline() {
        LineClient broken = new LineClient(LineFormat.standard(), DEFAULTS, (question, call) -> throwOnDone(call));
        broken.send("a.edu\n").await(TIMEOUT);
        assertThat(broken.received()).isEqualTo("a.edu - TIMED OUT\n");
    }

    private static void throwOnDone(Call call) {
        call.onDone(() -> {
            throw new IllegalStateException("from a release");
        });
    }
}
