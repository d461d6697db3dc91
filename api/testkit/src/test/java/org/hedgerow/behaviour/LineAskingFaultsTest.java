package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.hedgerow.behaviour.Answers.found;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;

/** Crowds, and servers that are late or do not read. */
class LineAskingFaultsTest {
    private final Asking asking = new Asking();

    @Test
    void whoAsksForAnyTypeTakesWhatTheServerHas() {
        RecordingCall any = asking.ask("six.edu", RecordType.ANY);
        RecordingCall v4 = asking.ask("six.edu", RecordType.A);
        asking.server().open();
        asking.reply("six.edu 2001:db8::1 AAAA IN\n");
        assertThat(any.recorded()).isEqualTo(found("six.edu", "2001:db8::1"));
        assertThat(v4.recorded()).isEqualTo(NotFound.TYPE);
    }

    @Test
    void thousandsOfCallersOfOneNameMayLeaveInAnyOrder() {
        List<RecordingCall> calls = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            calls.add(asking.ask("a.edu"));
        }
        asking.lane.run(() -> {
            for (int i = 0; i < calls.size(); i += 2) {
                calls.get(i).cancel();
            }
        });
        assertThat(asking.totals.snapshot().pending()).isEqualTo(25_000);
        asking.server().open();
        asking.reply("a.edu 1.1.1.1 A IN\n");
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).isAnswered()).isEqualTo(i % 2 == 1);
        }
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @Test
    void aLateTimedOutDoesNotEndALaterQuestionForTheName() {
        RecordingCall gone = asking.ask("a.edu");
        asking.server().open();
        asking.lane.run(gone::cancel);
        RecordingCall later = asking.ask("a.edu");
        asking.reply("a.edu - TIMED OUT\n");
        assertThat(later.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
        asking.reply("a.edu 1.1.1.1 A IN\n");
        assertThat(later.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        RecordingCall own = asking.ask("a.edu");
        asking.reply("a.edu - TIMED OUT\n");
        assertThat(own.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.TIMEOUT));
    }

    @Test
    void aServerThatDoesNotReadIsNotAskedForEver() {
        asking.ask("a.edu");
        asking.server().open();
        asking.server().peerReads(false);
        for (int i = 0; i < 100_000; i++) {
            RecordingCall call = asking.ask("name" + i + ".edu");
            if (call.isAnswered()) {
                assertThat(call.recorded())
                        .isEqualTo(Failed.of(Failed.Reason.OVERLOADED, "the server does not read what it is asked"));
                asking.lane.run(
                        () -> assertThat(asking.server().pendingOutput()).isLessThan(300 * 1024));
                asking.server().peerReads(true);
                assertThat(asking.ask("next.edu").isAnswered()).isFalse();
                return;
            }
            asking.lane.run(call::cancel);
        }
        fail("it was asked 100,000 times, and read nothing");
    }
}
