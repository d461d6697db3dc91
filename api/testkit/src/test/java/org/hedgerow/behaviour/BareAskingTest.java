package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that take whatever they receive at once for one name, and reply without a line end. */
class BareAskingTest {
    private static final Duration GAP = Duration.ofMillis(300); // one that no reply makes longer or shorter here
    private static final Duration NANO = Duration.ofNanos(1);

    private final Asking asking = new Asking(LineFormat.standard().bare().withBareGap(GAP), UpstreamOptions.defaults());
    private RecordingCall a;
    private RecordingCall b;
    private RecordingCall c;

    @BeforeEach
    void askThree() {
        a = asking.ask("a.edu");
        b = asking.ask("b.edu");
        c = asking.ask("c.edu");
        asking.server().open();
    }

    @Test
    void queriesHaveNoLineEndAndAreSentAlone() {
        assertThat(asking.sent()).isEqualTo("a.edu");
    }

    @Test
    void silenceForTheGapLetsTheNextQueryOut() {
        asking.sent();
        asking.await(GAP.minus(NANO));
        assertThat(asking.sent()).isEmpty();
        asking.await(NANO);
        assertThat(asking.sent()).isEqualTo("b.edu");
        asking.await(GAP);
        assertThat(asking.sent()).isEqualTo("c.edu");
        asking.await(GAP);
        assertThat(asking.sent()).isEmpty();
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void theReplyLetsTheNextQueryOutAtOnce() {
        asking.sent();
        asking.reply("a.edu 1.1.1.1 A IN");
        assertThat(asking.sent()).isEqualTo("b.edu");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        asking.await(GAP.minus(NANO));
        assertThat(asking.sent()).isEmpty();
        asking.await(NANO);
        assertThat(asking.sent()).isEqualTo("c.edu");
    }

    /** Whoever is still busy with the one before has not read the one that was sent last. */
    @Test
    void theReplyToAnEarlierQueryDoesNotShortenTheGapOfTheLast() {
        asking.await(GAP);
        assertThat(asking.sent()).isEqualTo("a.edub.edu");
        asking.reply("a.edu 1.1.1.1 A IN");
        assertThat(a.isAnswered()).isTrue();
        assertThat(asking.sent()).isEmpty();
        asking.reply("b.edu 2.2.2.2 A IN");
        assertThat(asking.sent()).isEqualTo("c.edu");
    }

    @Test
    void aSingleQuestionAfterAPauseIsSentAtOnce() {
        asking.await(GAP.multipliedBy(3));
        asking.sent();
        asking.ask("d.edu");
        assertThat(asking.sent()).isEqualTo("d.edu");
    }

    @Test
    void twoRepliesInOneChunkAreTwo() {
        asking.await(GAP);
        asking.reply("a.edu 1.1.1.1 A INb.edu 2.2.2.2 A IN");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.totals.snapshot().dropped()).isZero();
    }

    @Test
    void timedOutAndARecordInOneChunkAreTwo() {
        asking.await(GAP);
        asking.reply("a.edu - TIMED OUTb.edu 2.2.2.2 A IN");
        assertThat(a.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.TIMEOUT));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
    }

    @Test
    void aReplyMayBeSplitAnywhere() {
        String reply = "b.edu 2.2.2.2 A INa.edu 1.1.1.1 A IN";
        for (int cut = 1; cut < reply.length(); cut++) {
            Asking each = new Asking(LineFormat.standard().bare(), UpstreamOptions.defaults());
            RecordingCall first = each.ask("a.edu");
            RecordingCall second = each.ask("b.edu");
            each.server().open();
            each.await(GAP);
            each.reply(reply.substring(0, cut));
            each.reply(reply.substring(cut));
            assertThat(first.recorded()).as("cut at %d", cut).isEqualTo(found("a.edu", "1.1.1.1"));
            assertThat(second.recorded()).as("cut at %d", cut).isEqualTo(found("b.edu", "2.2.2.2"));
        }
    }

    @Test
    void aReplyThatCannotBeUnderstoodIsDroppedAndLetsTheNextQueryOut() {
        asking.sent();
        asking.reply("A.edu - Error:HOST NOT FOUND");
        asking.await(Duration.ofMillis(5));
        assertThat(a.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
        assertThat(asking.sent()).isEqualTo("b.edu");
        asking.reply("b.edu 2.2.2.2 A IN");
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.sent()).isEqualTo("c.edu");
    }

    @Test
    void gibberishIsEndedBySilenceAndDropped() {
        asking.reply("Host not found");
        asking.await(GAP);
        asking.reply("b.edu 2.2.2.2 A IN");
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void whoHasLeftBeforeItsTurnIsNotAskedFor() {
        asking.sent();
        asking.lane.run(b::cancel);
        asking.await(GAP);
        assertThat(asking.sent()).isEqualTo("c.edu");
    }

    @Test
    void aLostConnectionStartsOverWithWhatWaits() {
        asking.reply("a.edu 1.1.1.1 A IN");
        asking.server().drop(new IOException("Connection reset"));
        asking.server().open();
        assertThat(asking.sent()).isEqualTo("b.edu");
        asking.await(GAP);
        assertThat(asking.sent()).isEqualTo("c.edu");
        asking.reply("c.edu 3.3.3.3 A IN");
        assertThat(c.recorded()).isEqualTo(found("c.edu", "3.3.3.3"));
    }

    @Test
    void closeLeavesNoTimer() {
        asking.lane.run(asking.upstream::close);
        assertThat(asking.lane.timers()).isZero();
        assertThat(c.isAnswered()).isTrue();
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @Test
    void whatWasSentOverALostConnectionHoldsNothingUpOnTheNext() {
        asking.await(GAP); // so that two are under way
        asking.server().drop(new IOException("Connection reset"));
        asking.server().open();
        assertThat(asking.sent()).isEqualTo("a.edu");
        asking.reply("a.edu 1.1.1.1 A IN");
        assertThat(asking.sent()).isEqualTo("b.edu");
    }

    /** A server that is silent on misses has read the first of so many, and has none of those in between. */
    @Test
    void aLateReplyToTheFirstOfManyHasNoneSentAgain() {
        for (int i = 0; i < 64; i++) {
            asking.ask("name" + i + ".edu");
        }
        for (int i = 0; i < 70; i++) {
            asking.await(GAP);
        }
        asking.sent();
        asking.reply("a.edu 1.1.1.1 A IN");
        asking.await(GAP.multipliedBy(10));
        assertThat(a.isAnswered()).isTrue();
        assertThat(asking.sent()).isEmpty();
    }
}
