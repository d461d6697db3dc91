package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Failed;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Servers that close connections while they are asked over them (RFC 7766, section 6.2). */
class DnsStreamClosingTest {
    private final DnsAsking asking = new DnsAsking(DnsFormat.standard().streamOnly());

    @AfterEach
    void nothingIsHeld() {
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    /** Once, each question was given two connections, shared with all others, and eight of ten failed. */
    @Test
    void oneThatClosesAfterEachReplyAnswersAllOneAtATime() {
        List<RecordingCall> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(asking.ask("n" + i + ".edu"));
        }
        asking.connection().open();
        assertThat(asking.streamed()).hasSize(10);
        reply();
        asking.connection().end();
        for (int i = 1; i < 10; i++) {
            assertThat(asking.lane.connections()).hasSize(i + 1);
            asking.connection().open();
            assertThat(asking.streamed()).hasSize(1);
            reply(); // upon which whoever has more to ask closes, too
        }
        asking.connection().end();
        for (int i = 0; i < 10; i++) {
            assertThat(calls.get(i).recorded()).isEqualTo(found("n" + i + ".edu", "1.1.1.1"));
        }
        assertThat(asking.lane.connections()).hasSize(10);
    }

    @Test
    void oneThatIsSilentOnAQuestionKeepsTheOthersOnlyUntilItIsGivenUp() {
        learnOneAtATime();
        RecordingCall silent = asking.ask("silent.edu");
        RecordingCall next = asking.ask("next.edu");
        asking.connection().open();
        asking.lane.run(silent::cancel);
        asking.connection().open();
        assertThat(asking.streamed()).hasSize(1);
        reply();
        assertThat(next.isAnswered()).isTrue();
    }

    @Test
    void whoIsCalledOffWhileItWaitsIsNotAsked() {
        learnOneAtATime();
        RecordingCall first = asking.ask("first.edu");
        RecordingCall gone = asking.ask("gone.edu");
        RecordingCall last = asking.ask("last.edu");
        asking.lane.run(gone::cancel);
        asking.connection().open();
        reply();
        asking.connection().open();
        reply();
        assertThat(first.isAnswered()).isTrue();
        assertThat(last.isAnswered()).isTrue();
        assertThat(gone.isAnswered()).isFalse();
    }

    @Test
    void oneThatClosesAfterSoManyRepliesIsAskedThatMany() {
        for (int i = 0; i < 5; i++) {
            asking.ask("n" + i + ".edu");
        }
        asking.connection().open();
        reply(0);
        reply(1);
        asking.connection().end();
        asking.connection().open();
        assertThat(asking.streamed()).hasSize(2);
        reply(0);
        reply(1);
        asking.connection().open();
        reply(0);
    }

    @Test
    void afterAMinuteItIsAskedManyAgain() {
        learnOneAtATime();
        asking.await(Duration.ofMinutes(1));
        asking.ask("a.edu");
        asking.ask("b.edu");
        asking.connection().open();
        assertThat(asking.streamed()).hasSize(2);
        reply(0);
        reply(1);
    }

    /** That is no sign that it takes one at a time. */
    @Test
    void oneThatClosesAnIdleConnectionJustWhenItIsAskedIsAskedAgain() {
        RecordingCall first = asking.ask("first.edu");
        asking.connection().open();
        reply();
        asking.await(Duration.ofSeconds(10));
        RecordingCall late = asking.ask("late.edu");
        asking.ask("later.edu");
        asking.connection().end();
        asking.connection().open();
        assertThat(asking.streamed()).hasSize(2);
        reply(0);
        reply(1);
        assertThat(first.isAnswered()).isTrue();
        assertThat(late.recorded()).isEqualTo(found("late.edu", "1.1.1.1"));
    }

    @Test
    void aQuestionOnWhichItAlwaysClosesFailsTheSecondTime() {
        learnOneAtATime();
        RecordingCall deadly = asking.ask("deadly.edu");
        asking.connection().open();
        asking.connection().drop(new IOException("reset"));
        asking.connection().open();
        asking.connection().drop(new IOException("reset"));
        assertThat(DnsAsking.reason(deadly)).isEqualTo(Failed.Reason.UNREACHABLE);
    }

    @Test
    void whenItCannotBeConnectedToAnyMoreAllFail() {
        learnOneAtATime();
        RecordingCall first = asking.ask("first.edu");
        RecordingCall second = asking.ask("second.edu");
        asking.connection().refuse();
        assertThat(DnsAsking.reason(first)).isEqualTo(Failed.Reason.UNREACHABLE);
        assertThat(DnsAsking.reason(second)).isEqualTo(Failed.Reason.UNREACHABLE);
    }

    private void learnOneAtATime() {
        asking.ask("a.edu");
        asking.ask("b.edu");
        asking.connection().open();
        reply();
        asking.connection().end();
        asking.connection().open();
        reply();
        asking.connection().end();
    }

    private void reply() {
        reply(0);
    }

    private void reply(int place) {
        Message query = asking.streamed().get(place);
        asking.streamReply(query, Rcode.NOERROR, query.getQuestion().getName() + " 300 IN A 1.1.1.1");
    }
}
