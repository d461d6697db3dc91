package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions on one connection, and which reply belongs to which. */
class LineAskingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final Asking asking = new Asking();

    @Test
    void connectsWithTheFirstQuestionAndNotBefore() {
        asking.await(SECOND);
        assertThat(asking.lane.connections()).isEmpty();
        asking.ask("a.edu");
        assertThat(asking.lane.connections()).hasSize(1);
        assertThat(asking.server().remoteAddress()).isEqualTo(Asking.SERVER);
    }

    @Test
    void allQuestionsShareOneConnection() {
        asking.ask("a.edu");
        asking.ask("b.edu");
        asking.server().open();
        asking.ask("c.edu");
        assertThat(asking.lane.connections()).hasSize(1);
        assertThat(asking.sent()).isEqualTo("a.edu\nb.edu\nc.edu\n");
    }

    @Test
    void repliesBelongToTheQuestionOfTheirName() {
        asking.ask("hello.edu");
        asking.server().open();
        RecordingCall a = asking.ask("a.edu");
        RecordingCall b = asking.ask("b.edu");
        asking.reply("b.edu 2.2.2.2 A IN\na.edu 1.1.1.1 A IN\n");
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "2.2.2.2"));
    }

    @Test
    void repliesMatchInAnyCaseAndKeepTheServersSpelling() {
        RecordingCall call = asking.ask("www.princeton.edu");
        asking.server().open();
        asking.reply("www.Princeton.EDU 128.112.136.35 A IN\r\n");
        assertThat(call.recorded().toString()).isEqualTo("Found[www.Princeton.EDU 128.112.136.35 A IN]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.edu 1.1.1.1 A IN\n",
                "a.edu 1.1.1.1 A IN\r\n",
                "a.edu 1.1.1.1 A IN",
                "\n\r\na.edu 1.1.1.1 A IN"
            })
    void aReplyMayComeOctetByOctetAndEndAsItLikes(String text) {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        text.chars().forEach(octet -> asking.reply(String.valueOf((char) octet)));
        asking.reply("\nlate.edu 2.2.2.2 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(asking.totals.snapshot()).isEqualTo(new UpstreamTotals.Snapshot(1, 1, 1, 1, 0));
    }

    @Test
    void aCallThatIsOverAlreadyAsksNothing() {
        RecordingCall call = asking.call();
        asking.lane.run(() -> {
            call.cancel();
            asking.upstream.ask(Question.of("a.edu"), call);
        });
        assertThat(asking.lane.connections()).isEmpty();
        assertThat(asking.totals.snapshot()).isEqualTo(new UpstreamTotals().snapshot());
    }

    @Test
    void aLateReplyIsDroppedAndCountedAndGivenToNobody() {
        RecordingCall timedOut = asking.ask("a.edu");
        asking.server().open();
        asking.lane.run(timedOut::cancel);
        RecordingCall other = asking.ask("b.edu");
        asking.reply("a.edu 6.6.6.6 A IN\n");
        assertThat(timedOut.isAnswered()).isFalse();
        assertThat(other.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
        asking.reply("b.edu 2.2.2.2 A IN\nb.edu 3.3.3.3 A IN\n");
        assertThat(other.answers()).containsExactly(found("b.edu", "2.2.2.2"));
        assertThat(asking.totals.snapshot()).isEqualTo(new UpstreamTotals.Snapshot(1, 2, 1, 2, 0));
    }

    @Test
    void aReplyOfTheOtherTypeSaysThatTheNameHasNotThisOne() {
        RecordingCall four = asking.ask("six.edu");
        RecordingCall six = asking.ask("six.edu", RecordType.AAAA);
        asking.server().open();
        assertThat(asking.sent()).isEqualTo("six.edu\n");
        asking.reply("six.edu 2001:db8::1 AAAA IN\n");
        assertThat(four.recorded()).isEqualTo(NotFound.TYPE);
        assertThat(six.recorded()).isEqualTo(found("six.edu", "2001:db8::1"));
    }

    @Test
    void otherTypesAreRefusedWithoutAsking() {
        RecordingCall call = asking.ask("a.edu", RecordType.MX);
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.REFUSED, "the line format carries A and AAAA records, not MX"));
        assertThat(asking.lane.connections()).isEmpty();
    }

    @Test
    void aRootServersTimeoutIsATimeout() {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.reply("A.edu - TIMED OUT\n");
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "A.edu: the server says that it timed out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.edu 1.2.3.400 A IN",
                "a.edu 1.1.1.1 AAAA IN",
                "a.edu ::1 A IN",
                "a.edu 1.1.1.1 MX IN",
                "a.edu 1.1.1.1 A CH",
                "a.edu 1.1.1.1 A",
                "a.edu  1.1.1.1 A IN",
                "a.edu ",
                "a.edu - TIMED",
                "a.edu - Error:HOST NOT FOUND"
            })
    void whatIsNoReplyToTheNameIsDroppedAndTheQuestionWaits(String line) {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.reply(line + "\n");
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot()).isEqualTo(new UpstreamTotals.Snapshot(1, 1, 0, 1, 1));
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.edu 1.1.1.1 A IN IN", "a.edu 1.1.1.1 A INN", "  a.edu 1.1.1.1 A IN  "})
    void whatStandsAroundAReplyIsNoPartOfIt(String line) {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.reply(line + "\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void anInvalidNameIsABadReply() {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.reply("a.edu - INVALID NAME\n");
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.BAD_REPLY, "a.edu: the server says that this is no name"));
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gibberish", "a.edu", "a..edu 1.1.1.1 A IN", "\u0007"})
    void aLineThatBelongsToNoNameIsDropped(String line) {
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.reply(line + "\n");
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(call.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void aReplyWithoutEndIsCutAtFourKib() {
        asking.ask("a.edu");
        asking.server().open();
        ScriptedConnection first = asking.server();
        first.receive("x".repeat(LineFormat.MAX_LINE_OCTETS));
        assertThat(first.isReset()).isFalse();
        first.receive("x");
        assertThat(first.isReset()).isTrue();
    }

    @Test
    void moreThanMayWaitAreOverloaded() {
        Asking two =
                new Asking(LineFormat.standard(), UpstreamOptions.defaults().withMaxPending(2));
        RecordingCall first = two.ask("a.edu");
        two.ask("b.edu");
        assertThat(two.ask("c.edu").recorded())
                .isEqualTo(Failed.of(Failed.Reason.OVERLOADED, "2 questions wait already"));
        assertThat(two.ask("a.edu").recorded())
                .isEqualTo(Failed.of(Failed.Reason.OVERLOADED, "2 questions wait already"));
        two.server().open();
        two.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(first.isAnswered()).isTrue();
        assertThat(two.ask("c.edu").isAnswered()).isFalse();
    }
}
