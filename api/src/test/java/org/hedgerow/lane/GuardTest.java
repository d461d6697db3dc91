package org.hedgerow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class GuardTest {
    private final List<Throwable> handled = new ArrayList<>();

    @Test
    void whatIsThrownIsLogged() throws Exception {
        List<String> logged = new ArrayList<>();
        inThread(() -> Guard.failed(logger(logged, null), "a resolver threw", new IllegalStateException("x")));
        assertThat(logged).containsExactly("a resolver threw");
        assertThat(handled).isEmpty();
    }

    @Test
    void anErrorOfTheJvmIsHandedToTheUncaughtExceptionHandlerToo() throws Exception {
        Error error = new OutOfMemoryError("on purpose");
        inThread(() -> Guard.failed(logger(new ArrayList<>(), null), "a resolver threw", error));
        assertThat(handled).containsExactly(error);
    }

    /** As it does without memory, or where an appender is broken. */
    @Test
    void aLoggerThatThrowsHarmsNobody() throws Exception {
        Error error = new StackOverflowError("on purpose");
        inThread(() -> assertThatCode(() -> Guard.failed(
                        logger(new ArrayList<>(), new OutOfMemoryError("on purpose")), "a resolver threw", error))
                .doesNotThrowAnyException());
        assertThat(handled).containsExactly(error);
    }

    @Test
    void aHandlerThatThrowsHarmsNobody() throws Exception {
        Thread thread = new Thread(() ->
                Guard.failed(logger(new ArrayList<>(), null), "a resolver threw", new OutOfMemoryError("on purpose")));
        List<Thread> ended = new ArrayList<>();
        thread.setUncaughtExceptionHandler((of, thrown) -> {
            ended.add(of);
            throw new IllegalStateException("on purpose");
        });
        thread.start();
        thread.join();
        assertThat(ended).containsExactly(thread); // once: by the guard, not since the thread died of it
    }

    private void inThread(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.setUncaughtExceptionHandler((of, thrown) -> handled.add(thrown));
        thread.start();
        thread.join();
    }

    /** A logger that notes the second argument of a warning, or throws this. */
    private static Logger logger(List<String> logged, Error thrown) {
        return (Logger) Proxy.newProxyInstance(
                GuardTest.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (thrown != null) {
                        throw thrown;
                    }
                    logged.add((String) arguments[1]);
                    return null;
                });
    }
}
