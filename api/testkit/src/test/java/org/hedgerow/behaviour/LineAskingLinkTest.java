package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.Failed;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.Test;

/** The one connection to a server: made, not made, lost, made again, closed. */
class LineAskingLinkTest {
    private static final UpstreamOptions OPTIONS = UpstreamOptions.defaults()
            .withBackoff(Duration.ofMillis(100), Duration.ofMillis(400))
            .withConnectTimeout(Duration.ofSeconds(2));

    private final Asking asking = new Asking(LineFormat.standard(), OPTIONS);

    @Test
    void aServerThatRefusesIsUnreachableAtOnce() {
        RecordingCall first = asking.ask("a.edu");
        RecordingCall second = asking.ask("b.edu");
        asking.server().refuse();
        assertUnreachable(first, "Connection refused");
        assertUnreachable(second, "Connection refused");
        assertThat(asking.totals.snapshot().pending()).isZero();
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void duringTheBackoffQuestionsFailAtOnce() {
        asking.ask("a.edu");
        asking.server().refuse();
        asking.await(Duration.ofMillis(50).minusNanos(1));
        assertUnreachable(asking.ask("b.edu"), "Connection refused");
        assertThat(asking.lane.connections()).hasSize(1);
    }

    @Test
    void afterTheBackoffTheNextQuestionConnects() {
        asking.ask("a.edu");
        asking.server().refuse();
        asking.await(Duration.ofMillis(100));
        assertThat(asking.lane.connections()).hasSize(1);
        RecordingCall call = asking.ask("b.edu");
        assertThat(asking.lane.connections()).hasSize(2);
        asking.server().open();
        asking.reply("b.edu 2.2.2.2 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.totals.snapshot().connects()).isEqualTo(2);
    }

    @Test
    void waitsDoubleUpToTheLongestAndVaryByUpToHalf() {
        long[] longest = {100, 200, 400, 400, 400};
        Set<Long> firstWaits = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            Asking each = new Asking(LineFormat.standard(), OPTIONS);
            for (int failures = 0; failures < longest.length; failures++) {
                each.ask("a.edu");
                each.server().refuse();
                long waited = waitForTheNextAttempt(each);
                assertThat(waited).isBetween(longest[failures] / 2, longest[failures]);
                if (failures == 0) {
                    firstWaits.add(waited);
                }
            }
        }
        assertThat(firstWaits).as("they vary").hasSizeGreaterThan(3);
    }

    /** As some programs of the course do. Once, each question had two connections, shared with all others. */
    @Test
    void aServerThatClosesAfterEachReplyLosesNobodysQuestion() {
        List<RecordingCall> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(asking.ask("n" + i + ".edu"));
        }
        for (int i = 0; i < 5; i++) {
            asking.server().open();
            asking.reply("n" + i + ".edu 1.1.1.1 A IN\n");
            asking.server().end();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(calls.get(i).recorded()).isEqualTo(found("n" + i + ".edu", "1.1.1.1"));
        }
        assertThat(asking.lane.connections()).hasSize(5);
    }

    @Test
    void aQuestionOnWhichTheServerAlwaysClosesFailsTheSecondTime() {
        asking.ask("a.edu");
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A IN\n");
        asking.await(Duration.ofMillis(1));
        RecordingCall deadly = asking.ask("deadly.edu");
        asking.server().end();
        asking.server().open();
        asking.server().end();
        assertUnreachable(deadly, "closed the connection");
    }

    @Test
    void aServerThatHasSaidSomethingClearsTheFailures() {
        asking.ask("a.edu");
        asking.server().refuse();
        waitForTheNextAttempt(asking);
        asking.server().refuse();
        waitForTheNextAttempt(asking);
        asking.server().open();
        asking.reply("hello\n");
        asking.server().drop(new IOException("Connection reset"));
        asking.ask("b.edu");
        asking.server().refuse();
        assertThat(waitForTheNextAttempt(asking)).isBetween(50L, 100L);
    }

    @Test
    void noConnectionInTimeIsUnreachable() {
        RecordingCall call = asking.ask("a.edu");
        asking.await(Duration.ofSeconds(2).minusNanos(1));
        assertThat(call.isAnswered()).isFalse();
        asking.await(Duration.ofNanos(1));
        assertUnreachable(call, "no connection in time");
        assertThat(asking.server().isReset()).isTrue();
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void aConnectionInTimeStays() {
        asking.ask("a.edu");
        asking.server().open();
        assertThat(asking.lane.timers()).isZero();
        asking.await(Duration.ofMinutes(1));
        assertThat(asking.server().isClosed()).isFalse();
    }

    @Test
    void whatWaitsWhenTheConnectionIsLostIsSentOnceMoreInItsOrder() {
        Asking connected = Asking.connected(LineFormat.standard(), OPTIONS);
        connected.await(Duration.ofMillis(1));
        RecordingCall a = connected.ask("a.edu");
        RecordingCall b = connected.ask("b.edu");
        connected.server().drop(new IOException("Connection reset"));
        assertThat(a.isAnswered()).isFalse();
        assertThat(connected.lane.connections()).hasSize(2);
        connected.server().open();
        assertThat(connected.sent()).isEqualTo("a.edu\nb.edu\n");
        connected.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        connected.server().drop(new IOException("Connection reset"));
        assertThat(b.isAnswered()).isFalse(); // as the server has said something since
        connected.server().open();
        connected.server().drop(new IOException("Connection reset"));
        assertUnreachable(b, "Connection reset");
        assertThat(connected.totals.snapshot().pending()).isZero();
    }

    @Test
    void whatWasAskedAgainBeforeIsStillSentOnceMore() {
        Asking connected = Asking.connected(LineFormat.standard(), OPTIONS);
        RecordingCall call = connected.ask("a.edu");
        connected.await(Duration.ofSeconds(2));
        connected.ask("a.edu");
        assertThat(connected.sent()).isEqualTo("a.edu\na.edu\n");
        connected.server().drop(new IOException("Connection reset"));
        assertThat(call.isAnswered()).isFalse();
        connected.server().open();
        assertThat(connected.sent()).isEqualTo("a.edu\n");
    }

    @Test
    void aServerThatGoesAwayInGoodOrderIsTheSame() {
        Asking connected = Asking.connected(LineFormat.standard(), OPTIONS);
        RecordingCall call = connected.ask("a.edu");
        connected.server().end();
        assertThat(connected.lane.connections()).hasSize(2);
        connected.server().refuse();
        assertUnreachable(call, "Connection refused");
    }

    @Test
    void aServerThatHangsUpTwiceWithoutAWordIsUnreachable() {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.server().end();
        // It may only have been silent, as on a miss: what waits is sent once more.
        asking.server().open();
        assertThat(asking.sent()).isEqualTo("a.edu\n");
        asking.server().end();
        assertUnreachable(call, "the server closed the connection");
        assertUnreachable(asking.ask("b.edu"), "the server closed the connection");
        assertThat(asking.lane.connections()).hasSize(2);
    }

    @Test
    void halfAReplyOfALostConnectionIsForgotten() {
        Asking connected = Asking.connected(LineFormat.standard(), OPTIONS);
        RecordingCall call = connected.ask("a.edu");
        connected.reply("a.edu 6.6.");
        connected.server().drop(new IOException("Connection reset"));
        connected.server().open();
        connected.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void aConnectionLostWhileNobodyWaitsIsMadeAgainByTheNextQuestion() {
        Asking connected = Asking.connected(LineFormat.standard(), OPTIONS);
        connected.server().drop(new IOException("Connection reset"));
        connected.await(Duration.ofHours(1));
        assertThat(connected.lane.connections()).hasSize(1);
        connected.ask("a.edu");
        assertThat(connected.lane.connections()).hasSize(2);
        connected.server().open();
        assertThat(connected.sent()).isEqualTo("a.edu\n");
    }

    @Test
    void whoWasCancelledWhileConnectingIsNotAskedFor() {
        RecordingCall gone = asking.ask("a.edu");
        asking.ask("b.edu");
        asking.lane.run(gone::cancel);
        asking.server().open();
        assertThat(asking.sent()).isEqualTo("b.edu\n");
    }

    @Test
    void closeFailsWhatWaitsAndWhatComes() {
        Asking connected = Asking.connected(LineFormat.standard(), OPTIONS);
        RecordingCall call = connected.ask("a.edu");
        connected.lane.run(connected.upstream::close);
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.CLOSED, "the resolver is closed"));
        assertThat(connected.ask("b.edu").recorded()).isEqualTo(call.recorded());
        assertThat(connected.server().isClosed()).isTrue();
        assertThat(connected.lane.connections()).hasSize(1);
        assertThat(connected.lane.timers()).isZero();
        assertThat(connected.totals.snapshot().pending()).isZero();
    }

    @Test
    void closeEndsAnAttemptToConnect() {
        RecordingCall call = asking.ask("a.edu");
        asking.lane.run(asking.upstream::close);
        assertThat(call.isAnswered()).isTrue();
        assertThat(asking.server().isClosed()).isTrue();
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void closeWithoutAQuestionConnectsToNobody() {
        asking.lane.run(asking.upstream::close);
        assertThat(asking.ask("a.edu").isAnswered()).isTrue();
        assertThat(asking.lane.connections()).isEmpty();
    }

    /** Asks every millisecond until there is a new attempt; how many milliseconds that took. */
    private static long waitForTheNextAttempt(Asking asking) {
        int attempts = asking.lane.connections().size();
        long millis = 0;
        while (true) {
            asking.ask("again.edu");
            if (asking.lane.connections().size() > attempts) {
                return millis;
            }
            asking.await(Duration.ofMillis(1));
            millis++;
        }
    }

    private static void assertUnreachable(RecordingCall call, String why) {
        assertThat(call.recorded()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Failed.Reason.UNREACHABLE);
            assertThat(failed.detail()).contains(why).contains("scripted.server");
        });
    }
}
