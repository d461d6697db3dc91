package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What is left of a query to a DNS server that has ended without its reply. */
class DnsAskingEndsTest {
    private final DnsAsking asking = new DnsAsking(DnsFormat.standard().withSourcePorts(1));

    /** Those who waited for it together for too long; the port is closed when it is old, as nothing is under way on it. */
    @Test
    void aQuestionThatIsTooOldGivesItsIdBackAndItsReplyIsLate() {
        RecordingCall first = asking.ask("a.edu");
        DnsAsking.Sent query = asking.query();
        asking.await(Duration.ofSeconds(5));
        RecordingCall second = asking.ask("a.edu");
        assertThat(DnsAsking.reason(first)).isEqualTo(Failed.Reason.TIMEOUT);
        assertThat(DnsAsking.reason(second)).isEqualTo(Failed.Reason.TIMEOUT);
        query.reply(Rcode.NXDOMAIN);
        assertThat(asking.totals.snapshot().pending()).isZero();
        asking.await(Duration.ofMinutes(1));
        asking.ask("b.edu");
        assertThat(query.port().isClosed()).isTrue();
    }

    /** What was refused may have been answered by somebody all the same. */
    @Test
    void anIdIsNotUsedAgainSoonAfterItsQuestionWasRefused() {
        Set<Integer> used = new HashSet<>();
        // So many that without quarantine two would have the same id, but for a chance of one in two thousand.
        for (int i = 0; i < 1000; i++) {
            asking.ask("name" + i + ".edu");
            DnsAsking.Sent query = asking.query();
            query.port().refuse(new PortUnreachableException());
            assertThat(used.add(query.message().getHeader().getID())).isTrue();
        }
        assertThat(asking.lane.ports()).hasSize(1);
    }

    @Test
    void nothingIsSentAgainThatHasBeenAnsweredOrAskedOverAConnection() {
        RecordingCall a = asking.ask("a.edu");
        asking.query().reply(Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        asking.await(Duration.ofMillis(400));
        asking.ask("b.edu");
        DnsAsking.Sent second = asking.query();
        second.reply(Rcode.NXDOMAIN);
        asking.ask("c.edu");
        DnsAsking.Sent third = asking.query();
        Message truncated = DnsMessages.reply(third.query(), Rcode.NOERROR);
        truncated.getHeader().setFlag(Flags.TC);
        third.reply(truncated);
        asking.connection().open();
        asking.await(Duration.ofMillis(100));
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(asking.lane.timers()).isZero(); // for whatever is to be sent again
        assertThat(asking.sent()).isEmpty();
    }

    /** The first of two that fail calls the other one off, and asks that one's question: which is not the old one's. */
    @Test
    void aQuestionThatIsAskedAnewWhileThePortIsLostIsNotTakenForTheOldOne() {
        RecordingCall a = asking.call();
        RecordingCall b = asking.call();
        List<String> anew = new ArrayList<>();
        asking.lane.run(() -> {
            a.onDone(() -> askAnew(b, "b.edu", anew));
            b.onDone(() -> askAnew(a, "a.edu", anew));
            asking.upstream.ask(Question.of("a.edu"), a);
            asking.upstream.ask(Question.of("b.edu"), b);
        });
        asking.lane.ports().get(0).fail(new IOException("no more memory"));
        assertThat(anew).hasSize(1);
        asking.sent();
        asking.ask(anew.get(0));
        assertThat(asking.sent()).isEmpty(); // it has joined
        assertThat(asking.totals.snapshot().pending()).isEqualTo(2);
    }

    private void askAnew(RecordingCall other, String name, List<String> anew) {
        if (!other.isDone()) {
            anew.add(name);
            other.cancel();
            asking.upstream.ask(Question.of(name), asking.call());
        }
    }

    @Test
    void aCallerWhoseLaneThrowsCostsTheOthersNothing() {
        RecordingCall first = asking.ask("a.edu");
        Call broken = new Call() {
            @Override
            public Lane lane() {
                throw new AssertionError("a lane that has ended");
            }

            @Override
            protected void completed(Answer answer) {
                throw new AssertionError("not reached");
            }
        };
        asking.lane.run(() -> asking.upstream.ask(Question.of("a.edu"), broken));
        RecordingCall last = asking.ask("a.edu");
        asking.query().reply(Rcode.NOERROR, "a.edu 300 IN A 1.1.1.1");
        assertThat(first.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(last.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(asking.totals.snapshot().pending()).isZero();
    }
}
