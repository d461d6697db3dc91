package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** Which query a {@code TIMED OUT} is the reply to, as the line format has no ids. */
class LineAskingLateTest {
    private static final String TIMED_OUT = "a.edu - TIMED OUT\n";

    private final Asking asking = Asking.connected();

    private RecordingCall askAndLeave(String name) {
        RecordingCall call = asking.ask(name);
        asking.lane.run(call::cancel);
        return call;
    }

    @Test
    void asManyAreLateAsQueriesHaveBeenGivenUp() {
        askAndLeave("a.edu");
        askAndLeave("a.edu");
        RecordingCall third = asking.ask("a.edu");
        asking.reply(TIMED_OUT);
        asking.reply(TIMED_OUT);
        assertThat(third.isAnswered()).isFalse();
        asking.reply(TIMED_OUT);
        assertThat(DnsAsking.reason(third)).isEqualTo(Failed.Reason.TIMEOUT);
    }

    @Test
    void noneIsLateOverAnotherConnection() {
        askAndLeave("a.edu");
        asking.server().drop(new IOException("Connection reset"));
        RecordingCall call = asking.ask("a.edu");
        asking.server().open();
        asking.reply(TIMED_OUT);
        assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.TIMEOUT);
    }

    /** Servers that are silent on a miss never reply to most of them. */
    @Test
    void ofFourThousandNamesTheOldestIsForgotten() {
        askAndLeave("a.edu");
        for (int i = 0; i < 4096; i++) {
            askAndLeave("name" + i + ".edu");
        }
        RecordingCall call = asking.ask("a.edu");
        asking.reply(TIMED_OUT);
        assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.TIMEOUT);
    }

    /** As in a ring of servers, where each question that comes round is a caller more. */
    @Test
    void whoJoinsThoseWhoHaveWaitedForFiveSecondsEndsItAndWhatComesThenIsLate() {
        RecordingCall first = asking.ask("a.edu");
        asking.await(Duration.ofSeconds(5));
        asking.sent();
        RecordingCall second = asking.ask("a.edu");
        for (RecordingCall each : new RecordingCall[] {first, second}) {
            assertThat(each.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "a.edu: no answer in time"));
        }
        assertThat(asking.sent()).isEmpty();
        assertThat(asking.totals.snapshot().pending()).isZero();
        RecordingCall third = asking.ask("a.edu");
        assertThat(asking.sent()).isEqualTo("a.edu\n");
        asking.reply(TIMED_OUT);
        assertThat(third.isAnswered()).isFalse();
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(third.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
    }

    @Test
    void aServerThatDoesNotReadIsNotAskedAgainForThoseWhoJoin() {
        asking.ask("a.edu");
        asking.server().peerReads(false);
        RecordingCall last = askAndLeave("first.edu");
        for (int i = 0; i < 100_000 && !last.isAnswered(); i++) {
            last = askAndLeave("name" + i + ".edu");
        }
        assertThat(last.recorded())
                .isEqualTo(Failed.of(Failed.Reason.OVERLOADED, "the server does not read what it is asked"));
        asking.await(Duration.ofSeconds(2));
        asking.lane.run(() -> {
            long unread = asking.server().pendingOutput();
            RecordingCall joins = asking.call();
            asking.upstream.ask(Question.of("a.edu"), joins);
            assertThat(joins.isAnswered()).isFalse();
            assertThat(asking.server().pendingOutput()).isEqualTo(unread);
        });
    }
}
