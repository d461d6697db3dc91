package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.alias;
import static org.hedgerow.behaviour.Answers.cname;
import static org.hedgerow.behaviour.Answers.failed;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.Answers.noName;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Elsewhere;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.fanout.AliasFollower;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasFollowerTest {
    private final ManualLane lane = new ManualLane();
    private final HeldResolver tables = new HeldResolver(lane);
    private final AliasFollower follower = AliasFollower.of(tables);

    private RecordingCall ask() {
        return RecordingCall.ask(follower, "www.a.edu", lane);
    }

    @Test
    void anAliasOutOfATableIsFollowed() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(tables.asked()).containsExactly("www.a.edu", "web.b.edu");
        tables.answer(1, found("web.b.edu", "1.2.3.4"));
        assertThat(call.recorded()).hasToString("Found[www.a.edu web.b.edu CNAME IN, web.b.edu 1.2.3.4 A IN]");
    }

    @Test
    void anAnswerWithoutAliasesIsHandedOnAsItIs() {
        RecordingCall call = ask();
        Answer answer = found("www.a.edu", "1.2.3.4");
        tables.answer(0, answer);
        assertThat(call.recorded()).isSameAs(answer);
    }

    @Test
    void theTypeAndTheWishesStayTheSame() {
        Question question = Question.of("www.a.edu", "AAAA").withDnssecOk(true);
        RecordingCall.ask(follower, question, lane);
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(tables.questions().get(1)).isEqualTo(question.withName(DomainName.of("web.b.edu")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CNAME", "ANY", "RRSIG", "NSEC"})
    void aliasesThatAreAskedForAreNotFollowed(String type) {
        Question question = Question.of("www.a.edu", type);
        RecordingCall call = RecordingCall.ask(follower, question, lane);
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(call.recorded()).isEqualTo(alias("www.a.edu", "web.b.edu"));
    }

    @Test
    void norIfNobodyElseIsToBeAsked() {
        Question question = Question.of("www.a.edu").withRecursionDesired(false);
        RecordingCall call = RecordingCall.ask(follower, question, lane);
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        assertThat(call.recorded()).isEqualTo(alias("www.a.edu", "web.b.edu"));
    }

    @Test
    void whatIsMissingBehindAnAliasIsSoWithTheAlias() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        tables.answer(1, noName("b.edu"));
        assertThat(call.recorded()).isEqualTo(noName("b.edu").withAliases(List.of(cname("www.a.edu", "web.b.edu"))));
    }

    @Test
    void whereNobodyIsResponsibleTheAliasIsTheAnswer() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        tables.answer(1, Elsewhere.unknown());
        assertThat(call.recorded()).isEqualTo(alias("www.a.edu", "web.b.edu"));
    }

    @Test
    void aFailureBehindAnAliasIsAFailure() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        tables.answer(1, failed(Failed.Reason.SERVER_FAILURE));
        assertThat(call.recorded()).isEqualTo(failed(Failed.Reason.SERVER_FAILURE));
    }

    /** Once, a loop over two tables was asked for until the deadline. */
    @Test
    void aCircleIsAnsweredAtOnceWithTheChain() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        tables.answer(1, alias("web.b.edu", "WWW.a.edu"));
        assertThat(call.recorded())
                .isEqualTo(Found.of(List.of(cname("www.a.edu", "web.b.edu"), cname("web.b.edu", "WWW.a.edu"))));
        assertThat(tables.asked()).hasSize(2);
    }

    @Test
    void aNameThatIsItsOwnAliasIsACircle() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "www.a.edu"));
        assertThat(call.recorded()).isEqualTo(alias("www.a.edu", "www.a.edu"));
    }

    @Test
    void atMostSixteenAreFollowed() {
        RecordingCall call = RecordingCall.ask(follower, "n0.edu", lane);
        List<ResourceRecord> chain = new ArrayList<>();
        for (int i = 0; i < Answer.MAX_ALIASES; i++) {
            assertThat(call.isAnswered()).isFalse();
            tables.answer(i, alias("n" + i + ".edu", "n" + (i + 1) + ".edu"));
            chain.add(cname("n" + i + ".edu", "n" + (i + 1) + ".edu"));
        }
        assertThat(call.recorded()).isEqualTo(Found.of(chain));
    }

    @Test
    void whoCallsTheQuestionOffCallsOffWhatIsAskedForIt() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        lane.run(call::cancel);
        assertThat(tables.released()).isEqualTo(2);
        tables.answer(1, found("web.b.edu", "1.2.3.4"));
        assertThat(call.isAnswered()).isFalse();
    }

    @Test
    void theAliasesOfTheTableThatMissesItComeAfterThoseBefore() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        tables.answer(1, noName("b.edu").withAliases(List.of(cname("web.b.edu", "host.b.edu"))));
        assertThat(call.recorded())
                .isEqualTo(noName("b.edu")
                        .withAliases(List.of(cname("www.a.edu", "web.b.edu"), cname("web.b.edu", "host.b.edu"))));
    }

    @Test
    void aResolverThatCallsTheQuestionOffCallsItOffForWhoeverAsks() {
        RecordingCall call = ask();
        tables.answer(0, alias("www.a.edu", "web.b.edu"));
        lane.run(() -> tables.call(1).cancel());
        lane.run(() -> assertThat(call.isDone()).isTrue());
        assertThat(call.isAnswered()).isFalse();
    }

    /** As by a cache that lets go of all who wait for a question when one of them calls it off. */
    @Test
    void anAliasThatIsToldWhenNobodyWaitsAnyMoreIsNotFollowed() {
        RecordingCall call = new RecordingCall(lane);
        lane.run(() -> {
            call.onDone(() -> tables.call(0).answer(alias("www.a.edu", "web.b.edu")));
            follower.resolve(Question.of("www.a.edu"), call);
            call.cancel();
        });
        assertThat(tables.asked()).hasSize(1);
    }

    @Test
    void aResolverThatThrowsFailsTheQuestion() {
        AliasFollower broken = AliasFollower.of((question, call) -> {
            throw new AssertionError("oops");
        });
        RecordingCall call = RecordingCall.ask(broken, "www.a.edu", lane);
        assertThat(call.recorded())
                .isEqualTo(Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw java.lang.AssertionError: oops"));
    }

    /** Once, nobody answered any more, and the question took until its deadline. */
    @Test
    void anAnswerWhoseRecordsCannotBeReadFailsTheQuestion() {
        RecordingCall call = ask();
        tables.answer(0, Found.of(new UnreadableStore(), 0));
        assertThat(call.recorded())
                .isEqualTo(
                        Failed.of(Failed.Reason.BAD_REPLY, "the resolver threw java.lang.IllegalStateException: oops"));
    }

    private static final class UnreadableStore implements Found.Store {
        @Override
        public List<ResourceRecord> records(int place) {
            throw new IllegalStateException("oops");
        }

        @Override
        public boolean isSpelledAs(int place, DomainName name) {
            return false;
        }
    }
}
