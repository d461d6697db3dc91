package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms for people who just want an answer. Real threads: bounds are generous, and nothing is timed. */
class LookupTest {
    private static final Question QUESTION = Question.of("www.a.edu");
    private static final Answer ANSWER = Answers.found("www.a.edu", "1.2.3.4");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Resolver SILENT = (question, call) -> {};

    private Leaks leaks;

    @BeforeEach
    void remember() {
        leaks = Leaks.snapshot();
    }

    @AfterEach
    void leaveNothingBehind() {
        leaks.assertNone();
    }

    @Test
    void anAnswerGivenAtOnceCompletesTheFuture() throws Exception {
        Resolver resolver = (question, call) -> call.answer(ANSWER);
        assertThat(get(resolver.lookup(QUESTION, LONG))).isEqualTo(ANSWER);
        assertThat(resolver.lookupAndWait(QUESTION, LONG)).isEqualTo(ANSWER);
    }

    @Test
    void anAnswerFromAnotherThreadCompletesTheFuture() throws Exception {
        Resolver resolver = (question, call) -> new Thread(() -> call.answer(ANSWER)).start();
        assertThat(get(resolver.lookup(QUESTION, LONG))).isEqualTo(ANSWER);
        assertThat(resolver.lookupAndWait(QUESTION, LONG)).isEqualTo(ANSWER);
    }

    @Test
    void anAnswerOnATimerOfTheLaneCompletesTheFuture() throws Exception {
        Resolver resolver =
                (question, call) -> call.lane().schedule(1, () -> call.lane().execute(() -> call.answer(ANSWER)));
        assertThat(get(resolver.lookup(QUESTION, LONG))).isEqualTo(ANSWER);
    }

    @Test
    void aNameAloneAsksForItsIpv4Address() throws Exception {
        AtomicReference<Question> asked = new AtomicReference<>();
        Resolver resolver = (question, call) -> {
            asked.set(question);
            call.answer(NotFound.NAME);
        };
        assertThat(get(resolver.lookup("www.a.edu"))).isEqualTo(NotFound.NAME);
        assertThat(asked.getAndSet(null)).isEqualTo(QUESTION);
        assertThat(resolver.lookupAndWait("www.a.edu")).isEqualTo(NotFound.NAME);
        assertThat(asked).hasValue(QUESTION);
        assertThatIllegalArgumentException().isThrownBy(() -> resolver.lookup("no name"));
    }

    @Test
    void silenceIsATimeoutAndLetsGo() throws Exception {
        AtomicInteger released = new AtomicInteger();
        Resolver silent = (question, call) -> call.onDone(released::incrementAndGet);
        assertThat(get(silent.lookup(QUESTION, SHORT)))
                .isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "www.a.edu/A: no answer in time"));
        assertThat(silent.lookupAndWait(QUESTION, SHORT)).isInstanceOf(Failed.class);
        assertThat(released).hasValue(2);
    }

    @Test
    void cancellingTheFutureReachesTheResolver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Resolver resolver = (question, call) -> {
            call.onDone(released::countDown);
            asked.countDown();
        };
        CompletableFuture<Answer> future = resolver.lookup(QUESTION, LONG);
        await(asked);
        assertThat(future.cancel(true)).isTrue();
        await(released);
        assertThatThrownBy(() -> get(future)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aFutureCancelledAtOnceLeavesNothing() {
        for (int i = 0; i < 50; i++) {
            assertThat(SILENT.lookup(QUESTION, LONG).cancel(false)).isTrue();
        }
    }

    @Test
    void cancellingADependentStageDoesNotCallTheQuestionOff() throws Exception {
        CompletableFuture<Call> asked = new CompletableFuture<>();
        CompletableFuture<Answer> future = ((Resolver) (question, call) -> asked.complete(call)).lookup(QUESTION, LONG);
        future.thenApply(Answer::toString).cancel(true);
        get(asked).answer(ANSWER);
        assertThat(get(future)).isEqualTo(ANSWER);
    }

    @Test
    void cancellingAfterTheAnswerChangesNothing() throws Exception {
        CompletableFuture<Answer> future = ((Resolver) (question, call) -> call.answer(ANSWER)).lookup(QUESTION, LONG);
        get(future);
        assertThat(future.cancel(true)).isFalse();
        assertThat(get(future)).isEqualTo(ANSWER);
    }

    @Test
    void aResolverThatThrowsCompletesTheFutureExceptionallyAndIsLetGo() {
        CountDownLatch released = new CountDownLatch(1);
        Resolver broken = (question, call) -> {
            call.onDone(released::countDown);
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(() -> get(broken.lookup(QUESTION, LONG)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        await(released);
        assertThatThrownBy(() -> broken.lookupAndWait(QUESTION, LONG)).hasMessage("broken");
    }

    @Test
    void anInterruptEndsTheWaitAndCallsTheQuestionOff() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Resolver resolver = (question, call) -> {
            call.onDone(released::countDown);
            asked.countDown();
        };
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                resolver.lookupAndWait(QUESTION, LONG);
            } catch (InterruptedException e) {
                thrown.complete(e);
            }
        });
        waiting.start();
        await(asked);
        waiting.interrupt();
        assertThat(get(thrown)).isInstanceOf(InterruptedException.class);
        await(released);
        waiting.join();
    }

    @Test
    void waitingRunsInTheCallersOwnThread() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Resolver resolver = (question, call) -> {
            thread.set(Thread.currentThread());
            assertThat(call.lane().inside()).isTrue();
            call.answer(ANSWER);
        };
        resolver.lookupAndWait(QUESTION, LONG);
        assertThat(thread).hasValue(Thread.currentThread());
    }

    @Test
    void aQuestionThatIsCalledOffIsCancelled() throws Exception {
        Resolver resolver = (question, call) -> call.cancel();
        assertThat(resolver.lookupAndWait(QUESTION, LONG))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CANCELLED));
    }

    /** Once, its future was never completed. */
    @Test
    void theFutureOfAQuestionThatIsCalledOffIsCancelledToo() throws Exception {
        assertThat(get(((Resolver) (question, call) -> call.cancel()).lookup(QUESTION, LONG)))
                .isEqualTo(Failed.of(Failed.Reason.CANCELLED, "www.a.edu/A: called off"));
    }

    /** Once, its future was never completed. */
    @Test
    void nullIsABadReply() throws Exception {
        Resolver broken = (question, call) -> call.answer(null);
        Answer expected = Failed.of(Failed.Reason.BAD_REPLY, "the resolver answered null");
        assertThat(get(broken.lookup(QUESTION, LONG))).isEqualTo(expected);
        assertThat(broken.lookupAndWait(QUESTION, LONG)).isEqualTo(expected);
        Resolver late = (question, call) ->
                new Thread(() -> assertThatNullPointerException().isThrownBy(() -> call.answer(null))).start();
        assertThat(get(late.lookup(QUESTION, LONG))).isEqualTo(expected);
    }

    @Test
    void anAnswerCountsThoughTheResolverThrowsAfterIt() throws Exception {
        Resolver odd = (question, call) -> {
            call.answer(ANSWER);
            throw new AssertionError("after all");
        };
        assertThat(get(odd.lookup(QUESTION, LONG))).isEqualTo(ANSWER);
        assertThat(odd.lookupAndWait(QUESTION, LONG)).isEqualTo(ANSWER);
    }

    @Test
    void whateverAResolverThrowsCompletesTheFuture() {
        for (Throwable thrown : List.of(new NoClassDefFoundError("x/Y"), new IOException("undeclared"))) {
            Resolver broken = (question, call) -> Sneaky.raise(thrown);
            assertThatThrownBy(() -> get(broken.lookup(QUESTION, LONG))).hasCause(thrown);
            assertThatThrownBy(() -> broken.lookupAndWait(QUESTION, LONG)).isSameAs(thrown);
        }
    }

    @Test
    void aTaskOfTheLaneThatThrowsDoesNotEndTheLookup() throws Exception {
        Resolver resolver = (question, call) -> {
            call.lane().execute(() -> Sneaky.raise(new IOException("from a task")));
            call.lane().execute(() -> call.answer(ANSWER));
        };
        assertThat(get(resolver.lookup(QUESTION, LONG))).isEqualTo(ANSWER);
        assertThat(resolver.lookupAndWait(QUESTION, LONG)).isEqualTo(ANSWER);
    }

    /** Once, all but cancel left the question, its thread and its timer for the look-up's own time-out. */
    @ParameterizedTest
    @MethodSource
    void howeverTheFutureIsCompletedTheQuestionIsCalledOff(Consumer<CompletableFuture<Answer>> completion) {
        CountDownLatch released = new CountDownLatch(1);
        Resolver silent = (question, call) -> call.onDone(released::countDown);
        completion.accept(silent.lookup(QUESTION, LONG));
        await(released);
    }

    static List<Consumer<CompletableFuture<Answer>>> howeverTheFutureIsCompletedTheQuestionIsCalledOff() {
        return List.of(
                future -> future.orTimeout(1, TimeUnit.NANOSECONDS),
                future -> future.completeOnTimeout(ANSWER, 1, TimeUnit.NANOSECONDS),
                future -> future.complete(ANSWER),
                future -> future.completeAsync(() -> ANSWER),
                future -> future.completeExceptionally(new IOException()),
                future -> future.cancel(true),
                future -> future.obtrudeValue(ANSWER),
                future -> future.obtrudeException(new IOException()));
    }

    @Test
    void completingADependentStageDoesNotCallTheQuestionOff() throws Exception {
        CompletableFuture<Call> asked = new CompletableFuture<>();
        CompletableFuture<Answer> future = ((Resolver) (question, call) -> asked.complete(call)).lookup(QUESTION, LONG);
        future.thenApply(Answer::toString).complete("done");
        future.copy().cancel(true);
        get(future.copy().completeOnTimeout(NotFound.NAME, 1, TimeUnit.NANOSECONDS));
        get(asked).answer(ANSWER);
        assertThat(get(future)).isEqualTo(ANSWER);
    }

    @Test
    void withoutTimeOnlyWhatIsAnsweredAtOnceIsInTime() throws Exception {
        Resolver atOnce = (question, call) -> call.answer(ANSWER);
        for (Duration none : List.of(Duration.ZERO, SHORT.negated(), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(get(atOnce.lookup(QUESTION, none))).isEqualTo(ANSWER);
            assertThat(SILENT.lookupAndWait(QUESTION, none))
                    .isEqualTo(Failed.of(Failed.Reason.TIMEOUT, "www.a.edu/A: no answer in time"));
        }
        assertThat(get(atOnce.lookup(QUESTION, Duration.ofSeconds(Long.MAX_VALUE))))
                .isEqualTo(ANSWER);
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> SILENT.lookup(null, LONG))
                .withMessage("question");
        assertThatNullPointerException()
                .isThrownBy(() -> SILENT.lookupAndWait(QUESTION, null))
                .withMessage("timeout");
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
