package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.RecordType;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** What a DNS server is asked over datagrams, and whose a reply is. */
class DnsAskingTest {
    private static final Duration NANO = Duration.ofNanos(1);

    private final DnsAsking asking = new DnsAsking();

    @Test
    void aQuestionIsSentAndItsReplyIsTheAnswer() {
        assertThat(asking.lane.ports()).isEmpty();
        RecordingCall call = asking.ask("www.Princeton.edu");
        DnsAsking.Sent query = asking.query();
        Message message = query.message();
        assertThat(message.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(message.getQuestion().getType()).isEqualTo(Type.A);
        assertThat(message.getQuestion().getName()).isEqualTo(DnsMessages.name("www.princeton.edu"));
        assertThat(message.getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(query.port().peer()).isEqualTo(DnsAsking.SERVER);
        query.reply(Rcode.NOERROR, "www.Princeton.edu 60 IN A 128.1.1.4");
        assertThat(call.recorded()).hasToString("Found[www.Princeton.edu 128.1.1.4 A IN]");
        assertThat(((Found) call.recorded()).first().ttl()).isEqualTo(60);
        assertThat(asking.totals.snapshot()).isEqualTo(new UpstreamTotals.Snapshot(0, 1, 1, 0, 0));
        asking.await(Duration.ofSeconds(20));
        assertThat(asking.sent()).isEmpty();
        assertThat(asking.lane.timers()).isZero();
    }

    @Test
    void theCaseOfAQuestionIsMixedAndNobodySeesIt() {
        Set<String> spellings = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            RecordingCall call = asking.ask("www.Princeton.edu");
            DnsAsking.Sent query = asking.query();
            String spelled = query.message().getQuestion().getName().toString();
            spellings.add(spelled);
            // As servers do that point to the question instead of writing the owner.
            query.reply(Rcode.NOERROR, spelled + " 60 IN A 128.1.1.4");
            assertThat(call.recorded()).hasToString("Found[www.Princeton.edu 128.1.1.4 A IN]");
        }
        assertThat(spellings).hasSizeGreaterThan(10);
    }

    @Test
    void idsAndPortsDiffer() {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withSourcePorts(4));
        for (int i = 0; i < 200; i++) {
            each.ask("name" + i + ".edu");
        }
        List<DnsAsking.Sent> sent = each.sent();
        assertThat(sent).hasSize(200);
        assertThat(each.lane.ports()).hasSize(4);
        assertThat(sent.stream().map(DnsAsking.Sent::port).distinct()).hasSize(4);
        Set<Integer> ids =
                sent.stream().map(query -> query.message().getHeader().getID()).collect(Collectors.toSet());
        assertThat(ids).hasSizeGreaterThan(190);
    }

    @Test
    void portsAreReplacedAndBounded() {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withSourcePorts(1));
        for (int i = 0; i < 3000; i++) {
            each.ask("name" + i + ".edu");
        }
        assertThat(each.lane.ports()).hasSize(2); // the first is still waiting for replies, and so no third is opened
        for (DnsAsking.Sent query : each.sent()) {
            query.reply(Rcode.NXDOMAIN);
        }
        assertThat(each.lane.ports().get(0).isClosed()).isTrue();
        assertThat(each.lane.ports().get(1).isClosed()).isFalse();
        each.ask("another.edu");
        assertThat(each.lane.ports()).hasSize(3);
        assertThat(each.lane.ports().get(1).isClosed()).isTrue();
        assertThat(each.lane.ports().get(2).isClosed()).isFalse();
    }

    @Test
    void whatDoesNotMatchIsDroppedAndDecidesNothing() {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        Message good = DnsMessages.reply(query.query(), Rcode.NOERROR, "www.edu 60 IN A 6.6.6.6");
        byte[] wrongId = good.toWire();
        wrongId[1]++;
        byte[] noResponse = good.toWire();
        noResponse[2] &= 0x7F;
        byte[] otherOpcode = good.toWire();
        otherOpcode[2] |= 0x10;
        byte[] otherName = good.toWire();
        otherName[13] = 'x';
        byte[] otherType = DnsMessages.reply(
                        DnsMessages.question(good.getHeader().getID(), "www.edu", Type.AAAA, DClass.IN)
                                .toWire(),
                        Rcode.NOERROR)
                .toWire();
        byte[] otherClass = DnsMessages.reply(
                        DnsMessages.question(good.getHeader().getID(), "www.edu", Type.A, DClass.CH)
                                .toWire(),
                        Rcode.NOERROR)
                .toWire();
        byte[] noQuestion = new byte[12];
        System.arraycopy(good.toWire(), 0, noQuestion, 0, 4);
        byte[][] all = {
            wrongId, noResponse, otherOpcode, otherName, otherType, otherClass, noQuestion, {}, {1}, new byte[11]
        };
        for (byte[] each : all) {
            query.port().receive(each);
        }
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(all.length);
        assertThat(asking.totals.snapshot().replies()).isZero();
        query.reply(Rcode.NOERROR, "www.edu 300 IN A 1.1.1.1");
        assertThat(call.recorded()).isEqualTo(found("www.edu", "1.1.1.1"));
    }

    @Test
    void silenceHasTheSameDatagramSentAgainAfterWaitsThatDouble() {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withMixedCase(false));
        each.ask("www.edu");
        DnsAsking.Sent first = each.query();
        for (int millis : new int[] {500, 1000, 2000, 4000, 4000, 4000}) {
            each.await(Duration.ofMillis(millis).minus(NANO));
            assertThat(each.sent()).isEmpty();
            each.await(NANO);
            DnsAsking.Sent again = each.query();
            assertThat(again.query()).isEqualTo(first.query());
            assertThat(again.port()).isSameAs(first.port());
        }
        assertThat(each.totals.snapshot().sent()).isEqualTo(7);
    }

    @Test
    void nothingIsSentAgainOnceNobodyWaits() {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        asking.lane.run(call::cancel);
        assertThat(asking.totals.snapshot().pending()).isZero();
        asking.await(Duration.ofMinutes(1));
        assertThat(asking.sent()).isEmpty();
        assertThat(asking.lane.timers()).isZero();
        query.reply(Rcode.NOERROR, "www.edu 60 IN A 6.6.6.6");
        assertThat(call.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void anIdIsNotUsedAgainSoonAfterItsQuestionWasGivenUp() {
        DnsAsking each = new DnsAsking(DnsFormat.standard().withSourcePorts(1));
        Set<String> used = new HashSet<>();
        // So many that without quarantine two would have the same id, but for a chance of one in millions of millions.
        for (int i = 0; i < 1500; i++) {
            RecordingCall call = each.ask("name" + i + ".edu");
            DnsAsking.Sent query = each.query();
            each.lane.run(call::cancel);
            assertThat(used.add(System.identityHashCode(query.port()) + "/"
                            + query.message().getHeader().getID()))
                    .isTrue();
        }
    }

    @Test
    void callersOfOneQuestionShareItsQuery() {
        RecordingCall first = asking.ask("www.edu");
        RecordingCall second = asking.ask("WWW.edu");
        RecordingCall other = asking.ask("www.edu", RecordType.AAAA);
        List<DnsAsking.Sent> sent = asking.sent();
        assertThat(sent).hasSize(2);
        asking.lane.run(first::cancel);
        for (DnsAsking.Sent query : sent) {
            if (query.message().getQuestion().getType() == Type.A) {
                query.reply(Rcode.NOERROR, "www.edu 300 IN A 1.1.1.1");
            }
        }
        assertThat(first.isAnswered()).isFalse();
        assertThat(second.recorded()).isEqualTo(found("www.edu", "1.1.1.1"));
        assertThat(other.isAnswered()).isFalse();
        assertThat(asking.totals.snapshot().pending()).isEqualTo(1);
    }

    @Test
    void whoJoinsAQuestionThatHasWaitedForLongHasItSentAgain() {
        asking.ask("www.edu");
        asking.await(Duration.ofMillis(1500)); // sent at 0, 500 and 1,500
        assertThat(asking.sent()).hasSize(3);
        asking.await(Duration.ofMillis(500));
        asking.ask("www.edu");
        assertThat(asking.sent()).isEmpty();
        asking.await(NANO);
        asking.ask("www.edu");
        asking.ask("www.edu");
        assertThat(asking.sent()).hasSize(1);
        asking.await(Duration.ofMillis(500));
        assertThat(asking.sent()).hasSize(1);
    }

    /** Once, what ICMP says was not heeded, and the question waited for its deadline. */
    @Test
    void aServerWithoutAPortIsUnreachableAtOnce() {
        RecordingCall call = asking.ask("www.edu");
        DnsAsking.Sent query = asking.query();
        query.port().refuse(new PortUnreachableException());
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "scripted.server:53: port unreachable"));
        assertThat(asking.totals.snapshot().pending()).isZero();
        query.reply(Rcode.NOERROR, "www.edu 300 IN A 6.6.6.6");
        RecordingCall next = asking.ask("www.edu");
        DnsAsking.Sent again = asking.query();
        assertThat(query.port().isClosed()).isFalse();
        again.reply(Rcode.NXDOMAIN);
        assertThat(next.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    /** Once, each time that it came round a ring of servers, a question found a caller more, and never ended. */
    @Test
    void thoseWhoShareAQuestionWaitForFiveSecondsAtMost() {
        RecordingCall first = asking.ask("www.edu");
        asking.await(Duration.ofSeconds(4));
        RecordingCall second = asking.ask("www.edu");
        asking.lane.run(first::cancel);
        assertThat(second.isAnswered()).isFalse();
        asking.await(Duration.ofSeconds(1));
        asking.sent();
        RecordingCall third = asking.ask("www.edu");
        for (RecordingCall each : List.of(second, third)) {
            assertThat(each.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "www.edu/A: no answer in time"));
        }
        assertThat(asking.sent()).isEmpty();
        assertThat(asking.totals.snapshot().pending()).isZero();
        asking.await(Duration.ofMinutes(1));
        assertThat(asking.sent()).isEmpty();
    }

    @Test
    void oneWhoLeavesThemAfterThatEndsItToo() {
        RecordingCall first = asking.ask("www.edu");
        RecordingCall second = asking.ask("www.edu");
        asking.await(Duration.ofSeconds(5));
        assertThat(second.isAnswered()).isFalse();
        asking.lane.run(first::cancel);
        assertThat(DnsAsking.reason(second)).isEqualTo(Failed.Reason.TIMEOUT);
    }

    @Test
    void oneCallerAloneWaitsAsLongAsHeLikes() {
        RecordingCall call = asking.ask("www.edu");
        asking.await(Duration.ofMinutes(1));
        assertThat(call.isAnswered()).isFalse();
        DnsAsking.Sent last = asking.sent().get(0);
        last.reply(Rcode.NOERROR, "www.edu 300 IN A 1.1.1.1");
        assertThat(call.isAnswered()).isTrue();
    }

    @Test
    void whatTheQuestionWantsIsAskedFor() {
        asking.ask(Question.of("www.edu").withDnssecOk(true).withCheckingDisabled(true));
        Message query = asking.query().message();
        assertThat(query.getHeader().getFlag(Flags.CD)).isTrue();
        assertThat(query.getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(query.getOPT().getFlags()).isEqualTo(ExtendedFlags.DO);
        asking.ask(Question.of("www.edu").withRecursionDesired(false));
        Message other = asking.query().message();
        assertThat(other.getHeader().getFlag(Flags.RD)).isFalse();
        assertThat(other.getOPT().getFlags()).isZero();
    }

    @Test
    void aPortThatCannotBeOpenedIsAFailure() {
        asking.lane.failPorts(new IOException("Too many open files"));
        RecordingCall call = asking.ask("www.edu");
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "scripted.server:53: Too many open files"));
        asking.lane.failPorts(null);
        RecordingCall next = asking.ask("www.edu");
        asking.query().reply(Rcode.NXDOMAIN);
        assertThat(next.recorded()).isEqualTo(NotFound.NAME.withAuthoritative(false));
    }

    @Test
    void pastTheLimitNothingIsSent() {
        DnsAsking each =
                new DnsAsking(DnsFormat.standard(), UpstreamOptions.defaults().withMaxPending(2));
        each.ask("a.edu");
        each.ask("b.edu");
        RecordingCall third = each.ask("c.edu");
        assertThat(DnsAsking.reason(third)).isEqualTo(Failed.Reason.OVERLOADED);
        assertThat(each.sent()).hasSize(2);
    }

    @Test
    void closingAnswersAllAndClosesThePorts() {
        RecordingCall call = asking.ask("www.edu");
        asking.lane.run(asking.upstream::close);
        assertThat(DnsAsking.reason(call)).isEqualTo(Failed.Reason.CLOSED);
        assertThat(asking.lane.ports()).allMatch(port -> port.isClosed());
        assertThat(DnsAsking.reason(asking.ask("www.edu"))).isEqualTo(Failed.Reason.CLOSED);
        assertThat(asking.lane.timers()).isZero();
        assertThat(asking.totals.snapshot().pending()).isZero();
    }
}
