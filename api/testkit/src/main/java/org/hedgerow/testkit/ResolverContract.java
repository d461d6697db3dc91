package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every resolver keeps to: one answer to each question, in the lane of its call, and nothing that is held for a call
 * that is over. Extend it, and give a resolver and something that it knows:
 *
 * <pre>{@code
 * class MyResolverTest extends ResolverContract {
 *     protected Resolver newResolver(ManualConnector lane) { return new MyResolver(); }
 *     protected Question known() { return Question.of("a.example"); }
 *     protected Answer answer() { return Found.of(...); }
 * }
 * }</pre>
 *
 * <p>Questions of any name and type are asked. Each has to be answered in the end, by whatever the resolver asks in turn
 * ({@link #settle}), except for the one that never is ({@link #unanswered}), by which it is seen that questions can be
 * called off. A resolver that is {@link AutoCloseable} is closed after each test; then no timer may be left in the lane.
 */
public abstract class ResolverContract {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MANY = 1_000;

    private final ManualConnector lane = new ManualConnector();
    private @Nullable Resolver made;

    /** For implementors: JUnit makes one object per test. */
    protected ResolverContract() {}

    /**
     * The resolver to test, a new one; once for each test.
     *
     * @param lane where nearly all questions are asked, for resolvers that need a lane or a connector of their own
     */
    protected abstract Resolver newResolver(ManualConnector lane) throws Exception;

    /** A question that it has the answer to, of a name other than the root; the same each time. */
    protected abstract Question known();

    /** The answer to {@link #known}. */
    protected abstract Answer answer();

    /** A question that is never answered; tests that need one are skipped unless this is overridden. */
    protected Question unanswered() {
        return abort("every question is answered");
    }

    /**
     * Has answered whatever was asked and is to be answered, as by scripted servers that reply now, or by time that passes.
     * Called again and again until there is an answer. Runs what waits in the lane unless overridden.
     *
     * @param lane that of {@link #newResolver}
     */
    protected void settle(ManualConnector lane) {
        lane.runAll();
    }

    /** Fails if the resolver still holds anything for questions, all of which are over; called before it is closed. */
    protected void expectNothingHeld() {}

    /** How long a resolver with threads of its own may take. */
    Duration patience() {
        return Wait.LIMIT;
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        if (made == null) {
            return;
        }
        expectNothingHeld();
        if (made instanceof AutoCloseable closeable) {
            closeable.close();
        }
        lane.runAll();
        assertThat(lane.timers()).as("timers in the end").isZero();
    }

    @Test
    final void answersWhatItKnows() throws Exception {
        assertThat(answered(known())).isEqualTo(answer());
    }

    @Test
    final void answersOnceAndNeverAgain() throws Exception {
        ContractCall call = ask(known(), lane);
        await(call, lane);
        passLongTime();
        assertThat(call.given()).as("answers given").isEqualTo(1);
    }

    @Test
    final void answersEachCallerInTheLaneOfItsCall() throws Exception {
        List<ManualLane> lanes = List.of(lane, new ManualLane(), new ManualLane());
        for (ManualLane each : lanes) {
            ContractCall call = ask(known(), each);
            await(call, each);
            assertThat(call.answers()).containsExactly(answer());
            assertThat(call.wasOutside()).as("answered outside the lane").isFalse();
        }
    }

    @Test
    final void takesQuestionsOfEveryShape() throws Exception {
        for (Question each : shapes()) {
            ContractCall call = ask(each, lane);
            await(call, lane);
            passLongTime();
            assertThat(call.given()).as("answers to " + each).isEqualTo(1);
        }
    }

    private List<Question> shapes() {
        DomainName longest = DomainName.of("a.".repeat(DomainName.MAX_OCTETS / 2) + "b");
        return List.of(
                known(),
                known().withName(DomainName.of("no.such.name.contract.invalid")),
                known().withName(DomainName.ROOT),
                known().withName(longest),
                known().withName(upperCase()),
                known().withType(RecordType.ANY),
                known().withType(RecordType.SOA),
                known().withType(RecordType.of(65_280)),
                known().withRecordClass(3),
                known().withDnssecOk(true).withCheckingDisabled(true),
                known().withRecursionDesired(false));
    }

    private DomainName upperCase() {
        return DomainName.of(known().name().toString().toUpperCase(Locale.ROOT));
    }

    @Test
    final void knowsANameInAnyCase() throws Exception {
        assertThat(answered(known().withName(upperCase()))).isEqualTo(answer());
    }

    @Test
    final void findsWhatWasAskedForAndNothingElse() throws Exception {
        for (Question each : shapes()) {
            if (!each.type().equals(RecordType.ANY) && answered(each) instanceof Found found) {
                assertThat(found.records())
                        .as("found for " + each)
                        .extracting(ResourceRecord::type)
                        .containsAnyOf(each.type(), RecordType.CNAME)
                        .isSubsetOf(each.type(), RecordType.CNAME, RecordType.DNAME, RecordType.RRSIG);
            }
        }
    }

    @Test
    final void answersManyQuestionsAtOnce() throws Exception {
        Question missing = known().withName(DomainName.of("no.such.name.contract.invalid"));
        Answer otherwise = answered(missing);
        assertThat(otherwise).as("for another name").isNotEqualTo(answer());
        List<ContractCall> calls = new ArrayList<>();
        lane.run(() -> {
            for (int i = 0; i < MANY; i++) {
                calls.add(new ContractCall(lane));
                resolver().resolve(i % 2 == 0 ? known() : missing, calls.get(i));
            }
        });
        for (int i = 0; i < MANY; i++) {
            await(calls.get(i), lane);
            assertThat(calls.get(i).answers()).containsExactly(i % 2 == 0 ? answer() : otherwise);
        }
    }

    @Test
    final void forgetsACallThatIsAnswered() throws Exception {
        expectForgotten(over(known(), call -> await(call, lane)));
    }

    @Test
    final void forgetsACallThatIsCalledOff() throws Exception {
        expectForgotten(over(unanswered(), call -> lane.run(call::cancel)));
    }

    @Test
    final void forgetsACallThatIsCalledOffOutsideItsLane() throws Exception {
        expectForgotten(over(unanswered(), call -> {
            call.cancel();
            lane.runAll();
        }));
    }

    /** Whoever asks has the deadline, and answers the call itself when it has passed. */
    @Test
    final void forgetsACallThatItsOwnerGivesUpAtTheDeadline() throws Exception {
        expectForgotten(over(unanswered(), call -> {
            Failed timeout = Failed.of(Failed.Reason.TIMEOUT, "nobody waits any more");
            lane.run(() -> call.onDone(lane.schedule(TIMEOUT.toNanos(), () -> call.answer(timeout))::cancel));
            lane.advance(TIMEOUT.minusNanos(1));
            assertThat(call.given()).as("answers before the deadline").isZero();
            lane.advance(Duration.ofNanos(1));
            assertThat(call.answers()).containsExactly(timeout);
        }));
    }

    @Test
    final void isQuietAboutACallThatIsCalledOff() throws Exception {
        ContractCall call = ask(unanswered(), lane);
        lane.run(call::cancel);
        passLongTime();
        assertThat(call.answers()).isEmpty();
        assertThat(call.given()).as("answers given").isZero();
    }

    @Test
    final void aCallThatIsCalledOffCostsNoOther() throws Exception {
        ContractCall first = ask(unanswered(), lane);
        ContractCall second = ask(unanswered(), lane);
        settle(lane);
        lane.run(first::cancel);
        assertThat(answered(known())).isEqualTo(answer());
        assertThat(second.isCalledOff()).isFalse();
        lane.run(second::cancel);
    }

    @Test
    final void leavesACallAloneThatIsDoneWhenItIsAsked() throws Exception {
        expectForgotten(doneBefore(known()));
        assertThat(answered(known())).isEqualTo(answer());
    }

    @Test
    final void holdsNothingForACallThatIsDoneWhenItIsAsked() throws Exception {
        expectForgotten(doneBefore(unanswered()));
    }

    private WeakReference<ContractCall> doneBefore(Question question) throws Exception {
        ContractCall call = new ContractCall(lane);
        lane.run(call::cancel);
        Resolver resolver = resolver();
        lane.run(() -> resolver.resolve(question, call));
        settle(lane);
        assertThat(call.answers()).isEmpty();
        return new WeakReference<>(call);
    }

    @Test
    @SuppressWarnings("NullAway")
    final void refusesNullsByName() throws Exception {
        Resolver resolver = resolver();
        ContractCall call = new ContractCall(lane);
        lane.run(() -> {
            assertThatNullPointerException()
                    .isThrownBy(() -> resolver.resolve(null, call))
                    .withMessage("question");
            assertThatNullPointerException()
                    .isThrownBy(() -> resolver.resolve(known(), null))
                    .withMessage("call");
        });
        assertThat(answered(known())).isEqualTo(answer());
    }

    private Resolver resolver() {
        if (made == null) {
            try {
                made = newResolver(lane);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError("no resolver could be made", e);
            }
        }
        return made;
    }

    private ContractCall ask(Question question, ManualLane from) {
        Resolver resolver = resolver();
        ContractCall call = new ContractCall(from);
        from.run(() -> resolver.resolve(question, call));
        return call;
    }

    private Answer answered(Question question) {
        ContractCall call = ask(question, lane);
        await(call, lane);
        return call.answers().get(0);
    }

    private void await(ContractCall call, ManualLane from) {
        boolean answered = Wait.within(patience(), () -> {
            settle(lane);
            if (from != lane) {
                from.advance(STEP);
            }
            return call.isOver();
        });
        assertThat(answered).as("answered in the end").isTrue();
        assertThat(call.isCalledOff()).as("called off by the resolver").isFalse();
    }

    /** In steps, since what settles may do so once its time has come. */
    private void passLongTime() {
        for (int i = 0; i < 4; i++) {
            settle(lane);
            lane.advance(LONG);
        }
    }

    /** A call that has come to its end in this way. The test itself must not hold it. */
    private WeakReference<ContractCall> over(Question question, Consumer<ContractCall> end) {
        ContractCall call = ask(question, lane);
        settle(lane);
        end.accept(call);
        assertThat(call.isOver()).as("over").isTrue();
        return new WeakReference<>(call);
    }

    private static void expectForgotten(WeakReference<ContractCall> call) {
        Forgotten.expect("a call that is over", call);
    }
}
