package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.Question;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that have words of their own for a miss, greet, pad, or leave the ends of replies out. */
class LineAskingRepliesTest {
    private static final Duration GRACE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String REPLY = "b.edu 2.2.2.2 A IN";

    private final Asking asking = new Asking();
    private final RecordingCall a = asking.ask("a.edu");
    private final RecordingCall b = asking.ask("b.edu");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.edu - Error:HOST NOT FOUND",
                "a.edu - HOST NOT FOUND A",
                "Error:HOST NOT FOUND",
                "a.edu 0.0.0.0 A",
                "a.edu - IN",
                "a.edu - TIMED",
                "a.edu - NOT IN HERE A IN",
                "a.edu: a.edu is not a.edu.",
                "a.edu",
                "None",
                "-1",
                "nicht gefunden: ä.edu ü",
                "no \"a.edu\" here"
            })
    void whatIsSaidOfAMissCostsNoOtherQuestionItsReply(String miss) {
        for (String end : List.of("", "\n", "\r\n", "\0", "\0\0\0\0", "\n\0", " ", "\r")) {
            for (String replyEnd : List.of("", "\n", "\r\n", "\0\0\0")) {
                afterSilence(miss + end, REPLY + replyEnd);
            }
        }
        for (int cut = 1; cut < miss.length(); cut++) {
            afterSilence(miss.substring(0, cut), miss.substring(cut), REPLY);
            afterSilence(miss.substring(0, cut), miss.substring(cut) + "\n", REPLY + "\n");
        }
        afterSilence(miss, miss, miss, REPLY);
        afterSilence(REPLY.replace('b', 'c') + "\n", miss, REPLY + "\n");
    }

    private static void afterSilence(String... parts) {
        LineAskingRepliesTest each = new LineAskingRepliesTest();
        each.asking.server().open();
        for (String part : parts) {
            assertThat(each.b.isAnswered()).isFalse();
            each.asking.reply(part);
            each.asking.await(GRACE);
        }
        assertThat(each.b.isAnswered()).as("%s", Arrays.toString(parts)).isTrue();
        assertThat(each.b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(each.a.isAnswered()).as("%s", Arrays.toString(parts)).isFalse();
        assertThat(each.asking.totals.snapshot().dropped()).isPositive();
        assertThat(each.asking.totals.snapshot().pending()).isEqualTo(1);
        assertThat(each.asking.server().isClosed()).isFalse();
        each.asking.await(PATIENCE);
        assertThat(each.asking.lane.timers()).isZero();
    }

    /** As they come when the server is asked many names at once, and sends a reply to each. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a.edu - Error:HOST NOT FOUND", "a.edu 0.0.0.0 A", "Error:HOST NOT FOUND ", "Welcome to a TS"})
    void repliesThatAreGluedToSuchWordsAreFound(String miss) {
        String text = "c.edu 3.3.3.3 A IN" + miss + REPLY + miss + "d.edu 4.4.4.4 A IN" + miss;
        for (int chunk = 1; chunk <= text.length(); chunk++) {
            LineAskingRepliesTest each = new LineAskingRepliesTest();
            RecordingCall c = each.asking.ask("c.edu");
            RecordingCall d = each.asking.ask("d.edu");
            each.asking.server().open();
            for (int at = 0; at < text.length(); at += chunk) {
                each.asking.reply(text.substring(at, Math.min(text.length(), at + chunk)));
            }
            assertThat(each.b.isAnswered()).as("chunks of %d", chunk).isTrue();
            assertThat(each.b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
            assertThat(c.recorded()).isEqualTo(found("c.edu", "3.3.3.3"));
            assertThat(d.recorded()).isEqualTo(found("d.edu", "4.4.4.4"));
            assertThat(each.a.isAnswered()).isFalse();
        }
    }

    @Test
    void eachMissThatNamesAQuestionIsCounted() {
        asking.server().open();
        asking.reply("a.edu - Error:HOST NOT FOUNDb.edu - Error:HOST NOT FOUND");
        asking.await(GRACE);
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(2);
    }

    @Test
    void aNameIsNotTakenForTheEndOfALateOne() {
        asking.server().open();
        for (String late : List.of("www.b.edu", "xb.edu")) {
            RecordingCall gone = asking.ask(late);
            asking.lane.run(gone::cancel);
            asking.reply("a.edu - Error:HOST NOT FOUND" + late + " 6.6.6.6 A IN");
            asking.reply(late + " 6.6.6.6 A IN\n");
            asking.await(GRACE);
        }
        asking.reply("a.edu - Error:HOST NOT FOUNDunasked.b.edu 6.6.6.6 A IN");
        asking.await(GRACE);
        assertThat(b.isAnswered()).isFalse();
        asking.reply(REPLY);
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
    }

    @Test
    void aReplyMayComeInPartsWithPauses() {
        for (String end : List.of("\n", "\r\n", "", "\0")) {
            String text = "ä.edu 1.1.1.1 A IN" + end;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Asking each = new Asking();
            RecordingCall call = each.ask("ä.edu");
            each.server().open();
            for (byte octet : bytes) {
                each.server().receive(new byte[] {octet});
                each.await(GRACE);
            }
            assertThat(call.recorded()).isEqualTo(found("ä.edu", "1.1.1.1"));
            assertThat(each.totals.snapshot().dropped()).isZero();
        }
    }

    @Test
    void aServerThatEndsItsRepliesMayPauseInOneForLong() {
        Asking connected = Asking.connected();
        RecordingCall call = connected.ask("a.edu");
        connected.reply("a.e");
        connected.await(PATIENCE.multipliedBy(60));
        connected.reply("du 1.1.1.1 ");
        connected.await(PATIENCE.multipliedBy(60));
        connected.reply("A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(connected.totals.snapshot().dropped()).isZero();
    }

    @Test
    void wordsThatLookLikeABeginningAreDroppedInTheEnd() {
        asking.server().open();
        asking.reply("None");
        asking.await(GRACE);
        asking.await(PATIENCE.minusNanos(1));
        assertThat(asking.totals.snapshot().dropped()).isZero();
        asking.await(Duration.ofNanos(1));
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void paddingIsNoReply() {
        asking.server().open();
        asking.reply("b.edu 2.2.2.2 A IN" + "\0".repeat(1000));
        asking.reply("a.edu 1.1.1.1 A IN\n" + "\0".repeat(1000));
        asking.reply("\0".repeat(1000) + "\r\n \r\n");
        asking.await(GRACE);
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.totals.snapshot().dropped()).isZero();
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void bareRepliesAndALineEndInOneChunkAreAllFound() {
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A INb.edu 2.2.2.2 A IN\n");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
    }

    /** They are more than any reply may have, but they are several. */
    @ParameterizedTest
    @ValueSource(strings = {"Error:HOST NOT FOUND", "a.edu - Error:HOST NOT FOUND"})
    void hundredsOfMissesAtOnceDoNotCostTheConnection(String miss) {
        asking.server().open();
        asking.reply(miss.repeat(1000));
        asking.reply(miss.repeat(1000) + REPLY);
        assertThat(asking.server().isReset()).isFalse();
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(a.isAnswered()).isFalse();
    }

    @Test
    void hundredsOfWordsThatLookLikeABeginningDoNotCostTheConnectionEither() {
        asking.server().open();
        for (int i = 0; i < 2000; i++) {
            asking.reply("None");
            asking.await(GRACE);
        }
        asking.reply(REPLY);
        assertThat(asking.server().isReset()).isFalse();
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(2000);
    }

    /** The reply of its own words was the one that was still to come. */
    @Test
    void aTimedOutAfterAMissThatWasDroppedIsTheNextQuestions() {
        asking.server().open();
        asking.reply("a.edu - Error:HOST NOT FOUND\n");
        asking.lane.run(a::cancel);
        RecordingCall again = asking.ask("a.edu");
        asking.reply("a.edu - TIMED OUT\n");
        assertThat(again.isAnswered()).isTrue();
    }

    @Test
    void aPartOfALostConnectionIsForgotten() {
        Asking connected = Asking.connected();
        RecordingCall call = connected.ask("a.edu");
        connected.reply("a.edu - Err");
        connected.server().drop(new IOException("Connection reset"));
        connected.server().open();
        connected.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(connected.lane.timers()).isZero();
    }

    @Test
    void whatIsDroppedIsSaidOnceWithAHint() {
        LineFormat line = LineFormat.standard();
        assertThat(said(line, "a.edu - Error:HOST NOT FOUND\n", "None\n", "a.edu - no\n"))
                .singleElement()
                .asString()
                .contains("scripted.server", "\"a.edu - Error:HOST NOT FOUND\"", "--bare,", "LineFormat.bare");
        assertThat(said(line.bare(), "a.edu - Error:HOST NOT FOUND\n", "None\n"))
                .singleElement()
                .asString()
                .contains("--bare-gap", "LineFormat.withBareGap");
        assertThat(said(line, "a.edu 1.1.1.1 A\n", "None\n"))
                .singleElement()
                .asString()
                .contains("\"a.edu 1.1.1.1 A\"", "\"IN\" is missing");
        assertThat(said(line, "a.edu 1.1.1.1\n")).singleElement().asString().contains("\"IN\" is missing");
        assertThat(said(line, "\u001b[2J\n")).singleElement().asString().contains("\"?[2J\"");
        assertThat(said(line, "a.edu 1.1.1.1 A IN\n", "late.edu 1.1.1.1 A IN\n"))
                .isEmpty();
    }

    /** What is logged of a server that is asked on two lanes, and replies the same on both. */
    private static List<String> said(LineFormat format, String... replies) {
        UpstreamTotals totals = new UpstreamTotals();
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (int lanes = 0; lanes < 2; lanes++) {
                ManualConnector lane = new ManualConnector();
                Upstream upstream = format.asking(
                        AskingContext.of(lane, Endpoint.of(Asking.SERVER)).withTotals(totals));
                lane.run(() -> upstream.ask(Question.of("a.edu"), new RecordingCall(lane)));
                lane.connection().open();
                List.of(replies).forEach(lane.connection()::receive);
            }
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
