package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.time.Duration;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.testkit.ScriptedConnection;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What a DNS server is asked over a connection. */
class DnsStreamAskingTest {
    private final DnsAsking asking = new DnsAsking(DnsFormat.standard().streamOnly());

    @Test
    void aReplyThatIsCutShortHasTheQuestionAskedOverAConnection() {
        DnsAsking each = new DnsAsking();
        RecordingCall call = each.ask("www.edu");
        truncate(each.query());
        assertThat(call.isAnswered()).isFalse();
        assertThat(each.lane.connections()).hasSize(1);
        each.connection().open();
        Message query = each.streamed().get(0);
        assertThat(query.getQuestion().getName()).hasToString("www.edu.");
        each.streamReply(query, Rcode.NOERROR, "www.edu 300 IN A 1.1.1.1");
        assertThat(call.recorded()).isEqualTo(found("www.edu", "1.1.1.1"));
        each.await(Duration.ofMinutes(1));
        assertThat(each.sent()).isEmpty();

        each.ask("other.edu");
        truncate(each.query());
        assertThat(each.lane.connections()).hasSize(1);
        assertThat(each.streamed()).hasSize(2);
    }

    @Test
    void queriesShareTheConnectionAndTheirRepliesComeInAnyOrder() {
        RecordingCall a = asking.ask("a.edu");
        RecordingCall b = asking.ask("b.edu");
        asking.connection().open();
        RecordingCall c = asking.ask("c.edu");
        assertThat(asking.lane.connections()).hasSize(1);
        assertThat(asking.lane.ports()).isEmpty();
        assertThat(asking.streamed()).hasSize(3);
        for (int i = 2; i >= 0; i--) {
            Message query = asking.streamed().get(i);
            asking.streamReply(query, Rcode.NOERROR, query.getQuestion().getName() + " 300 IN A 1.1.1.1");
        }
        assertThat(a.recorded()).isEqualTo(found("a.edu", "1.1.1.1"));
        assertThat(b.recorded()).isEqualTo(found("b.edu", "1.1.1.1"));
        assertThat(c.recorded()).isEqualTo(found("c.edu", "1.1.1.1"));
    }

    @Test
    void repliesMayComeOctetByOctetAndWhatMatchesNothingIsDropped() {
        RecordingCall call = asking.ask("a.edu");
        asking.connection().open();
        Message query = asking.streamed().get(0);
        Message stranger = DnsMessages.query(query.getHeader().getID(), "b.edu", 1);
        asking.streamReply(stranger, Rcode.NOERROR, "b.edu 300 IN A 6.6.6.6");
        stranger.getHeader().setID(query.getHeader().getID() ^ 1);
        asking.streamReply(stranger, Rcode.NXDOMAIN);
        asking.connection().receive(new byte[] {0, 0, 0, 1, 7});
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(4);
        byte[] reply = DnsMessages.prefixed(
                DnsMessages.reply(query.toWire(), Rcode.NXDOMAIN).toWire());
        for (byte octet : reply) {
            asking.connection().receive(new byte[] {octet});
        }
        assertThat(call.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    @Test
    void whatIsUnderWayWhenTheConnectionIsLostIsSentOnceMore() {
        RecordingCall call = asking.ask("a.edu");
        asking.connection().open();
        asking.connection().drop(new IOException("reset"));
        assertThat(asking.lane.connections()).hasSize(2);
        asking.connection().open();
        assertThat(asking.streamed()).hasSize(1);
        asking.connection().drop(new IOException("reset"));
        assertThat(call.recorded()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Failed.Reason.UNREACHABLE);
            assertThat(failed.detail()).isEqualTo("scripted.server:53: reset");
        });
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @Test
    void aServerThatClosesAnIdleConnectionIsAskedOverAnotherOne() {
        asking.ask("a.edu");
        asking.connection().open();
        asking.streamReply(asking.streamed().get(0), Rcode.NXDOMAIN);
        asking.connection().end();
        RecordingCall call = asking.ask("b.edu");
        assertThat(asking.lane.connections()).hasSize(2);
        asking.connection().open();
        asking.streamReply(asking.streamed().get(0), Rcode.NXDOMAIN);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    @Test
    void aServerThatCannotBeConnectedToIsUnreachable() {
        RecordingCall call = asking.ask("a.edu");
        asking.connection().refuse();
        assertThat(call.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.UNREACHABLE));
    }

    @Test
    void aServerThatDoesNotReadIsAskedNothingMore() {
        asking.ask("first.edu");
        ScriptedConnection connection = asking.connection();
        connection.open();
        connection.peerReads(false);
        RecordingCall last = null;
        for (int i = 0; i < 10_000 && (last == null || !last.isAnswered()); i++) {
            last = asking.ask("a-rather-long-name-so-that-it-takes-fewer-of-them-" + i + ".edu");
        }
        assertThat(last.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.OVERLOADED));
    }

    /** Once, a connection whose server was gone without a word was used for ever. */
    @Test
    void aConnectionOnWhichNothingComesIsGivenUp() {
        asking.ask("first.edu");
        asking.connection().open();
        asking.streamReply(asking.streamed().get(0), Rcode.NXDOMAIN);
        RecordingCall early = asking.ask("early.edu");
        RecordingCall silent = asking.ask("silent.edu");
        asking.await(Duration.ofSeconds(2).minusNanos(1));
        asking.lane.run(early::cancel);
        assertThat(asking.lane.connections()).hasSize(1);
        asking.await(Duration.ofNanos(1));
        RecordingCall other = asking.ask("other.edu");
        asking.lane.run(silent::cancel);
        assertThat(asking.lane.connections()).hasSize(2);
        asking.connection().open();
        asking.streamReply(asking.streamed().get(0), Rcode.NXDOMAIN);
        assertThat(other.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    @Test
    void aConnectionOnWhichOthersAreAnsweredIsKept() {
        RecordingCall silent = asking.ask("silent.edu");
        asking.connection().open();
        asking.ask("other.edu");
        asking.await(Duration.ofSeconds(4));
        asking.streamReply(asking.streamed().get(1), Rcode.NXDOMAIN);
        asking.lane.run(silent::cancel);
        asking.ask("next.edu");
        assertThat(asking.lane.connections()).hasSize(1);
    }

    @Test
    void aServerThatDoesNotKnowEdnsIsAskedWithoutItOverAConnectionToo() {
        RecordingCall call = asking.ask("a.edu");
        asking.connection().open();
        asking.streamReply(asking.streamed().get(0), Rcode.FORMERR);
        Message plain = asking.streamed().get(1);
        assertThat(plain.getOPT()).isNull();
        asking.streamReply(plain, Rcode.NXDOMAIN);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
        assertThat(asking.totals.snapshot().pending()).isZero();
    }

    @Test
    void closingAnswersAllAndCutsTheConnection() {
        RecordingCall call = asking.ask("a.edu");
        asking.connection().open();
        asking.lane.run(asking.upstream::close);
        assertThat(call.recorded())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CLOSED));
        assertThat(asking.connection().isClosed()).isTrue();
        assertThat(asking.lane.connections()).hasSize(1);
        assertThat(asking.lane.timers()).isZero();
    }

    private static void truncate(DnsAsking.Sent query) {
        Message reply = DnsMessages.reply(query.query(), Rcode.NOERROR);
        reply.getHeader().setFlag(Flags.TC);
        query.reply(reply);
    }
}
