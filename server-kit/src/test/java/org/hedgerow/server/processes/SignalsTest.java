package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SignalsTest {
    // Stays: a raised signal that the JVM has not handed out yet would end it, were there nobody to take it.
    private static final Signals LAST_RESORT = new Signals();

    private final Signals signals = new Signals();

    @BeforeAll
    static void takeWhatComesLate() {
        LAST_RESORT.on("HUP", () -> {});
    }

    @AfterEach
    void giveSignalsBack() {
        signals.close();
    }

    @Test
    void eachSignalThatIsAwaitedRunsItsAction() throws Exception {
        Semaphore acted = new Semaphore(0);
        assumeHup(acted::release);

        for (int i = 0; i < 1000; i++) {
            raise("HUP");
            assertTrue(acted.tryAcquire(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void theActionBeginsAfterTheLastSignalOfABurst() throws Exception {
        AtomicInteger wanted = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        assumeHup(() -> seen.set(wanted.get()));

        for (int i = 1; i <= 1000; i++) {
            wanted.set(i);
            raise("HUP");
        }

        await().until(() -> seen.get() == 1000);
    }

    @Test
    void signalsDuringAnActionAreOneMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Thread> runs = new CopyOnWriteArrayList<>();
        Semaphore acted = new Semaphore(0);
        assumeHup(() -> {
            runs.add(Thread.currentThread());
            begun.countDown();
            awaitQuietly(goOn);
            acted.release();
        });

        raise("HUP");
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        raise("HUP");
        raise("HUP");
        goOn.countDown();

        assertTrue(acted.tryAcquire(2, 30, TimeUnit.SECONDS));
        assertThat(runs).hasSizeGreaterThanOrEqualTo(2).containsOnly(runs.get(0));
    }

    @Test
    void anActionThatFailsDoesNotEndTheOthers() throws Exception {
        Semaphore acted = new Semaphore(0);
        assumeHup(() -> {
            acted.release();
            SignalsTest.<RuntimeException>sneak(new Exception("as the test has it"));
        });

        raise("HUP");
        assertTrue(acted.tryAcquire(30, TimeUnit.SECONDS));
        raise("HUP");
        assertTrue(acted.tryAcquire(30, TimeUnit.SECONDS));
    }

    /** Throws what the compiler would not let pass. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void aSignalIsGivenBackToWhoHadItBefore() throws Exception {
        Semaphore before = new Semaphore(0);
        assumeHup(before::release);
        try (Signals later = new Signals()) {
            Semaphore now = new Semaphore(0);
            assertThat(later.on("HUP", now::release)).isTrue();
            raise("HUP");
            assertTrue(now.tryAcquire(30, TimeUnit.SECONDS));
        }

        raise("HUP");
        assertTrue(before.tryAcquire(30, TimeUnit.SECONDS));
    }

    @Test
    void tellsThatThereIsNoSuchSignal() {
        assertThat(signals.on("NOSUCH", () -> {})).isFalse();
        assertThat(signals.on("KILL", () -> {})).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSignalThatIsIgnoredStaysIgnored() throws Exception {
        Object ignore = handlerType().getField("SIG_IGN").get(null);
        Object before = handle("WINCH", ignore);
        try {
            assertThat(signals.on("WINCH", () -> {})).isFalse();
        } finally {
            assertThat(handle("WINCH", before)).isSameAs(ignore);
        }
    }

    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, handlerType())
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    /** There is none on Windows, nor where the build was started by nohup. */
    private void assumeHup(Runnable action) {
        assumeTrue(signals.on("HUP", action), "this process gets no SIGHUP");
    }

    private static void raise(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("raise", signal)
                .invoke(null, signal.getConstructor(String.class).newInstance(name));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
