package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/**
 * What programs do that embed a resolver, and what it costs on a transport: that one question at most, in the line format
 * and in DNS, over streams and datagrams. An implementor of a transport extends this beside {@link TransportContract}. After
 * each test nothing may be left, as there.
 */
public abstract class MisuseContract extends BenchContract {
    /** For implementors: JUnit makes one object per test. */
    protected MisuseContract() {}

    /** A resolver throws something that it need not declare. */
    @Test
    final void throwsAnException() {
        costsItsQuestion((question, call) -> {
            throw new IllegalStateException("on purpose");
        });
    }

    /** A resolver throws an error, as of a class that is missing. */
    @Test
    final void throwsAnError() {
        costsItsQuestion((question, call) -> {
            throw new NoClassDefFoundError("on/Purpose");
        });
    }

    /** A resolver throws a checked exception that nobody has declared, as code in Kotlin does. */
    @Test
    final void throwsWhatItDoesNotDeclare() {
        costsItsQuestion((question, call) -> raise(new IOException("on purpose")));
    }

    /** A resolver asks itself without end: an error of the JVM is the program's to decide upon, too. */
    @Test
    final void overflowsTheStack() {
        Queue<Throwable> handled = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> handled.add(thrown));
        try {
            costsItsQuestion(new Endless());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(handled).hasSize(MisusedServer.Way.values().length).hasOnlyElementsOfType(StackOverflowError.class);
    }

    /** A resolver answers null, at once, later in the lane, or on another thread: it is told, and the client too. */
    @Test
    final void answersNull() {
        costsItsQuestion((question, call) -> answerNull(call));
        wherever(call -> assertThatNullPointerException().isThrownBy(() -> answerNull(call)));
    }

    /** A resolver calls the question off that it was asked: the client is told that it failed. */
    @Test
    final void callsItsQuestionOff() {
        costsItsQuestion((question, call) -> call.cancel());
        wherever(Call::cancel);
    }

    /** What a resolver holds for a question throws when it is let go of, and so does a task of its. */
    @Test
    final void releasesAndTasksThrow() {
        costsItsQuestion((question, call) -> {
            call.onDone(() -> raise(new IOException("on purpose")));
            call.lane().execute(() -> raise(new IOException("on purpose")));
            call.lane().schedule(1, () -> {
                call.lane().schedule(1, call::cancel);
                raise(new IOException("on purpose"));
            });
        });
    }

    /** A resolver leaves an interrupt behind: whoever is served next does not find it. */
    @Test
    final void interruptsItsLane() {
        AtomicInteger interrupted = new AtomicInteger();
        everyWay(
                (question, call) -> {
                    interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
                    Thread.currentThread().interrupt();
                    call.answer(MisusedServer.found(question));
                },
                server -> {
                    for (int i = 0; i < 3; i++) {
                        expectFound(server);
                    }
                    server.expectService();
                    assertThat(interrupted).as("found an interrupt").hasValue(0);
                });
    }

    /** A resolver answers twice, and calls off what it has answered: the first counts. */
    @Test
    final void answersTwice() {
        everyWay(
                (question, call) -> {
                    call.answer(MisusedServer.found(question));
                    call.answer(NotFound.NAME);
                    call.cancel();
                    elsewhere(() -> call.answer(NotFound.NAME));
                },
                server -> {
                    expectFound(server);
                    server.expectService();
                });
    }

    /** A resolver answers from a thread of its own when the connection, the server and the transport are gone. */
    @Test
    final void answersAfterTheEnd() {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        everyWay((question, call) -> calls.add(call), server -> {
            CompletableFuture<Answer> asked = server.askBad();
            Call call = taken(calls);
            server.binding().close();
            call.answer(MisusedServer.FOUND);
            server.transport().close();
            call.answer(MisusedServer.FOUND);
            call.cancel();
            assertThatNullPointerException().isThrownBy(() -> answerNull(call));
            asked.cancel(true);
        });
    }

    /** A resolver closes the server that asks it. */
    @Test
    final void closesItsServer() {
        closes(server -> server.binding().close());
    }

    /** A resolver closes the transport that it is asked in. */
    @Test
    final void closesItsTransport() {
        closes(server -> server.transport().close());
    }

    /** A resolver closes what asks it, which is in the same program. */
    @Test
    final void closesItsClients() {
        closes(server -> server.clients().close());
    }

    /** A transport is closed under a question: it says so, as does whatever is asked later. */
    @Test
    final void aTransportIsClosedUnderAQuestion() {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        everyWay((question, call) -> calls.add(call), server -> {
            CompletableFuture<Answer> asked = server.askBad();
            taken(calls);
            server.clients().close();
            expectClosed(asked);
            expectClosed(server.askBad());
            assertThat(server.clients().usage()).isEqualTo(Usage.NONE);
        });
    }

    /** A resolver is closed, twice, under a question and before one. */
    @Test
    final void aRemoteResolverIsClosedUnderAQuestion() {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        everyWay((question, call) -> calls.add(call), server -> {
            RemoteResolver client = server.newClient();
            CompletableFuture<Answer> asked = client.lookup(MisusedServer.BAD, Wait.LIMIT);
            taken(calls);
            client.close();
            client.close();
            expectClosed(asked);
            expectClosed(client.lookup(MisusedServer.BAD, Wait.LIMIT));
            server.expectService();
        });
    }

    /** A resolver is closed while its first question is on its way: no connection and no port is left. */
    @Test
    final void aRemoteResolverIsClosedBesideItsFirstQuestion() {
        everyWay((question, call) -> call.answer(MisusedServer.FOUND), server -> {
            for (int i = 0; i < 20; i++) {
                RemoteResolver client = server.newClient();
                CompletableFuture<Answer> asked = client.lookup(MisusedServer.BAD, Wait.LIMIT);
                client.close();
                Wait.on(asked, "answered");
            }
            Wait.until("let go", () -> server.clients().usage().equals(Usage.NONE));
        });
    }

    private void closes(Consumer<MisusedServer> closing) {
        AtomicReference<MisusedServer> itself = new AtomicReference<>();
        AtomicInteger closed = new AtomicInteger();
        everyWay(
                (question, call) -> {
                    closing.accept(itself.get());
                    closed.incrementAndGet();
                    call.answer(MisusedServer.found(question));
                },
                server -> {
                    itself.set(server);
                    CompletableFuture<Answer> asked = server.askBad();
                    Wait.until("closed", () -> closed.getAndSet(0) > 0);
                    asked.cancel(true);
                });
    }

    private void costsItsQuestion(Resolver misuse) {
        everyWay(misuse, MisusedServer::expectFailureAndService);
    }

    /** Misused later in the lane, by a timer, and on another thread. */
    private void wherever(Consumer<Call> misuse) {
        BiConsumer<Call, Runnable> inATask = (call, task) -> call.lane().execute(task);
        BiConsumer<Call, Runnable> onATimer = (call, task) -> call.lane().schedule(1, task);
        costsItsQuestion((question, call) -> inATask.accept(call, () -> misuse.accept(call)));
        costsItsQuestion((question, call) -> onATimer.accept(call, () -> misuse.accept(call)));
        costsItsQuestion((question, call) -> elsewhere(() -> misuse.accept(call)));
    }

    private void everyWay(Resolver misuse, Consumer<MisusedServer> test) {
        for (MisusedServer.Way way : MisusedServer.Way.values()) {
            test.accept(new MisusedServer(bench(), way, misuse));
        }
    }

    private void elsewhere(Runnable task) {
        bench().startAside(() -> {
            task.run();
            return true;
        });
    }

    private static final class Endless implements Resolver {
        @Override
        @SuppressWarnings("InfiniteRecursion") // on purpose
        public void resolve(Question question, Call call) {
            resolve(question, call);
            call.onDone(() -> {}); // so that this is no loop
        }
    }

    private static void expectFound(MisusedServer server) {
        assertThat(Wait.on(server.askBad(), "answered")).isEqualTo(MisusedServer.found(MisusedServer.BAD));
    }

    private static void expectClosed(CompletableFuture<Answer> asked) {
        assertThat(Wait.on(asked, "answered"))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CLOSED));
    }

    @SuppressWarnings("NullAway") // on purpose
    private static void answerNull(Call call) {
        call.answer(null);
    }

    private static Call taken(BlockingQueue<Call> calls) {
        Wait.until("asked", () -> !calls.isEmpty());
        return calls.remove();
    }

    private static void raise(Throwable thrown) {
        MisuseContract.<RuntimeException>raiseAs(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raiseAs(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
