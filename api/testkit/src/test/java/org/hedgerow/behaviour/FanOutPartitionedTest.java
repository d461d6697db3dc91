package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.alias;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.Answers.noName;
import static org.hedgerow.behaviour.Answers.noType;

import java.time.Duration;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables differ. */
class FanOutPartitionedTest extends EitherPolicy {
    FanOutPartitionedTest() {
        super(NegativePolicy.PARTITIONED);
    }

    @Test
    void foundWinsAfterNotFoundAndFailed() {
        for (Answer first : new Answer[] {NotFound.NAME, failed(Failed.Reason.UNREACHABLE)}) {
            TwoUpstreams each = new TwoUpstreams(NegativePolicy.PARTITIONED);
            RecordingCall call = each.ask();
            each.ts1.answer(0, first);
            assertThat(call.isAnswered()).isFalse();
            each.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
            assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
        }
    }

    @Test
    void notFoundIsHeldWhileSomeoneIsSilent() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.lane.advance(Duration.ofHours(1));
        assertThat(call.isAnswered()).isFalse();
    }

    @Test
    void notFoundWinsWhenAllHaveSaidSo() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
    }

    @Test
    void aNameThatOneKnowsExistsWhoeverSaysSo() {
        RecordingCall first = race.ask();
        race.ts1.answer(0, NotFound.TYPE);
        race.ts2.answer(0, NotFound.NAME);
        assertThat(first.recorded()).isEqualTo(NotFound.TYPE);

        RecordingCall second = race.ask();
        race.ts1.answer(1, NotFound.NAME);
        race.ts2.answer(1, NotFound.TYPE);
        assertThat(second.recorded()).isEqualTo(NotFound.TYPE);
    }

    @Test
    void theOneThatFailedMayHoldTheName() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, NotFound.NAME);
        race.ts2.answer(0, Failed.of(Failed.Reason.UNREACHABLE, "no route"));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts2: no route"));
    }

    @Test
    void theSameTheOtherWayRound() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Failed.of(Failed.Reason.UNREACHABLE, "no route"));
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts1: no route"));
    }

    @Test
    void allFailedFailsAtOnceAndSaysWhoWhy() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Failed.of(Failed.Reason.UNREACHABLE, "no route"));
        race.ts2.answer(0, failed(Failed.Reason.OVERLOADED));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.UNREACHABLE, "ts1: no route; ts2: OVERLOADED"));
    }

    @Test
    void aTimeoutAmongTheFailuresIsATimeout() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, failed(Failed.Reason.UNREACHABLE));
        race.ts2.answer(0, failed(Failed.Reason.TIMEOUT));
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "ts1: UNREACHABLE; ts2: TIMEOUT"));
    }

    @Test
    void silenceIsATimeoutAtTheDeadlineAndNoEarlier() {
        RecordingCall call = askUntilTheDeadline(NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "www.a.edu/A: no answer in time"));
        assertThat(race.ts2.released()).isEqualTo(1);
        assertThat(race.lane.timers()).isZero();
    }

    @Test
    void aFinalNegativeWinsOnceAllHaveSpokenAlthoughOneHasFailed() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, noName("a.edu"));
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, failed(Failed.Reason.UNREACHABLE));
        assertThat(((NotFound) call.recorded()).soa().ttl()).isEqualTo(5); // who failed may have the name
        assertThat(race.lane.timers()).isZero();
    }

    @Test
    void aFinalNegativeWaitsForAGraceAndNoLonger() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, noType("a.edu"));
        race.lane.advance(FanOutResolver.DEFAULT_GRACE.minusNanos(1));
        assertThat(call.isAnswered()).isFalse();
        race.lane.advance(Duration.ofNanos(1));
        assertThat(((NotFound) call.recorded()).kind()).isEqualTo(NotFound.Kind.NO_SUCH_TYPE);
        assertThat(race.ts2.released()).isEqualTo(1);
        assertThat(race.events).last().asString().startsWith("+100 ms: decided by <ts1>: NotFound[kind=NO_SUCH_TYPE");
    }

    @Test
    void theGraceCanBeChosen() {
        race.builder().grace(Duration.ofSeconds(2));
        RecordingCall call = race.ask();
        race.ts1.answer(0, noType("a.edu"));
        race.lane.advance(Duration.ofMillis(1999));
        race.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
        assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
    }

    /** Who is missing may have the name, and be back soon. */
    @Test
    void aNegativeIsKeptForFiveSecondsAtMostIfSomebodyIsMissing() {
        RecordingCall unsure = race.ask();
        race.ts1.answer(0, noName("a.edu"));
        race.lane.advance(FanOutResolver.DEFAULT_GRACE);
        assertThat(((NotFound) unsure.recorded()).soa().ttl()).isEqualTo(5);

        RecordingCall sure = race.ask();
        race.ts1.answer(1, noName("a.edu"));
        race.ts2.answer(1, Elsewhere.unknown());
        assertThat(sure.recorded()).isEqualTo(noName("a.edu"));
    }

    @Test
    void ofNestedZonesTheDeeperOneHasTheSay() {
        for (boolean deeperFirst : new boolean[] {true, false}) {
            TwoUpstreams each = new TwoUpstreams(NegativePolicy.PARTITIONED);
            RecordingCall call = each.ask();
            each.ts1.answer(0, deeperFirst ? noType("a.edu") : noName("edu"));
            each.ts2.answer(0, deeperFirst ? noName("edu") : noType("a.edu"));
            assertThat(call.recorded()).isEqualTo(noType("a.edu"));
        }
    }

    @Test
    void whoIsNotResponsibleHasNoOpinion() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, Elsewhere.unknown());
        race.lane.advance(Duration.ofHours(1));
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, NotFound.NAME);
        assertThat(call.recorded()).isEqualTo(NotFound.NAME);
    }

    @Test
    void theBareAliasOfOneWaitsForTheRecordsOfAnother() {
        RecordingCall call = race.ask();
        race.ts1.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, found("www.a.edu", "1.2.3.4"));
        assertThat(call.recorded()).isEqualTo(found("www.a.edu", "1.2.3.4"));
    }

    @Test
    void aBareAliasOutweighsNegativesAndWinsAfterTheGrace() {
        RecordingCall spoken = race.ask();
        race.ts1.answer(0, noName("edu"));
        race.ts2.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(spoken.recorded()).isEqualTo(alias("www.a.edu", "web.b.edu"));

        RecordingCall waited = race.ask();
        race.ts1.answer(1, alias("www.a.edu", "web.b.edu"));
        race.lane.advance(FanOutResolver.DEFAULT_GRACE);
        assertThat(waited.recorded()).isEqualTo(alias("www.a.edu", "web.b.edu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNAME", "ANY"})
    void anAliasThatWasAskedForWinsAtOnce(String type) {
        RecordingCall call = race.ask(Question.of("www.a.edu", type));
        race.ts1.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(call.recorded()).isEqualTo(alias("www.a.edu", "web.b.edu"));
    }

    /** RFC 4035, section 3.1.4.1: of a DS record the zone above has the say. */
    @Test
    void aZoneIsNotResponsibleForItsOwnDelegation() {
        Question ds = Question.of("a.edu", "DS");
        RecordingCall call = race.ask(ds);
        race.ts1.answer(0, NotFound.TYPE.withAuthoritative(false).withAuthority(List.of(Answers.soa("a.edu"))));
        race.lane.advance(FanOutResolver.DEFAULT_GRACE);
        assertThat(call.isAnswered()).isFalse();
        race.ts2.answer(0, noType("edu"));
        assertThat(call.recorded()).isEqualTo(noType("edu"));
    }

    /** Final is: of the kind, with AA or not, with the SOA of this zone, or none where it is {@code -}. */
    @ParameterizedTest
    @CsvSource({
        "NO_SUCH_NAME, true,  a.edu,     true",
        "NO_SUCH_NAME, true,  www.a.edu, true",
        "NO_SUCH_NAME, true,  -,         false",
        "NO_SUCH_NAME, true,  b.edu,     false",
        "NO_SUCH_NAME, false, a.edu,     false",
        "NO_SUCH_NAME, false, -,         false",
        "NO_SUCH_TYPE, true,  a.edu,     true",
        "NO_SUCH_TYPE, true,  -,         true",
        "NO_SUCH_TYPE, true,  b.edu,     false",
        "NO_SUCH_TYPE, false, a.edu,     true",
        "NO_SUCH_TYPE, false, b.edu,     false",
        "NO_SUCH_TYPE, false, -,         false",
    })
    void whatIsFinal(NotFound.Kind kind, boolean authoritative, String zone, boolean isFinal) {
        NotFound said = NotFound.of(kind)
                .withAuthoritative(authoritative)
                .withAuthority(zone.equals("-") ? List.of() : List.of(Answers.soa(zone)));
        RecordingCall call = race.ask();
        race.ts1.answer(0, said);
        race.lane.advance(FanOutResolver.DEFAULT_GRACE);
        assertThat(call.isAnswered()).isEqualTo(isFinal);
    }

    /** It is the zone of the name that the aliases lead to which counts. */
    @Test
    void behindAnAliasTheZoneOfItsTargetIsFinal() {
        List<ResourceRecord> aliases =
                List.of(Answers.cname("www.a.edu", "web.c.edu"), Answers.cname("web.c.edu", "web.b.edu"));
        for (String zone : List.of("b.edu", "a.edu", "c.edu")) {
            TwoUpstreams each = new TwoUpstreams(NegativePolicy.PARTITIONED);
            RecordingCall call = each.ask();
            each.ts1.answer(0, noName(zone).withAliases(aliases));
            each.lane.advance(FanOutResolver.DEFAULT_GRACE);
            assertThat(call.isAnswered()).isEqualTo(zone.equals("b.edu"));
        }
    }

    @Test
    void thatThereAreNoRecordsOfNobodyKnowsWhichZoneIsTheWeakestNegative() {
        for (boolean emptyFirst : new boolean[] {true, false}) {
            TwoUpstreams each = new TwoUpstreams(NegativePolicy.PARTITIONED);
            RecordingCall call = each.ask();
            NotFound empty = NotFound.TYPE.withAuthoritative(false);
            NotFound noName = NotFound.NAME.withAuthoritative(false);
            each.ts1.answer(0, emptyFirst ? empty : noName);
            each.ts2.answer(0, emptyFirst ? noName : empty);
            assertThat(call.recorded()).isEqualTo(noName);
        }
    }
}
