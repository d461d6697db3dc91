package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a reply ends and the next begins, if the server has words of its own, and pauses in them. */
class LineAskingPartsTest {
    private static final Duration GRACE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Asking asking = Asking.connected();

    @Test
    void aReplyBehindWordsInPartsNeedsNoSilenceOfItsOwn() {
        asking.ask("a.edu");
        RecordingCall b = asking.ask("b.edu");
        for (String part : new String[] {"a.edu ", "- TI"}) {
            asking.reply(part);
            asking.await(GRACE);
        }
        asking.reply("b.edu 2.2.2.2 A IN");
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
    }

    /** An address is a name, too. */
    @Test
    void theAddressInAReplyIsNotTakenForTheNameOfTheNext() {
        asking.ask("1.1.1.1");
        RecordingCall a = asking.ask("a.edu");
        asking.reply("a.edu 1.1.1.1 ");
        asking.await(GRACE);
        asking.reply("A IN");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void aNameWithinWordsThatNameNobodyBeginsNoReply() {
        asking.ask("b.edu");
        asking.reply("No such name: b.edu is unknown\n");
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
    }

    /** Whose reply is it that "FOUNDxb.edu" begins? */
    @Test
    void whereTwoNamesThatWereAskedFitNeitherIsAnswered() {
        asking.ask("a.edu");
        RecordingCall b = asking.ask("b.edu");
        RecordingCall xb = asking.ask("xb.edu");
        asking.reply("a.edu - Error:HOST NOT FOUNDxb.edu 6.6.6.6 A IN\n");
        assertThat(b.isAnswered()).isFalse();
        assertThat(xb.isAnswered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aServerThatEndsItsRepliesMayPauseInOneForLong(String end) {
        Asking each = new Asking();
        RecordingCall first = each.ask("a.edu");
        RecordingCall second = each.ask("b.edu");
        each.server().open();
        each.reply("a.edu 1.1.1.1 A IN" + end);
        assertThat(first.isAnswered()).isTrue();
        each.reply("b.edu 2.2");
        each.await(PATIENCE.multipliedBy(60));
        each.reply(".2.2 A IN" + end);
        assertThat(second.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(each.totals.snapshot().dropped()).isZero();
    }

    /** Behind the same address there may be another program by now. */
    @Test
    void whetherItEndsItsRepliesIsForgottenWithTheConnection() {
        asking.ask("a.edu");
        asking.server().drop(new IOException("Connection reset"));
        asking.server().open();
        asking.reply("None");
        asking.await(GRACE);
        asking.await(PATIENCE);
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
    }
}
