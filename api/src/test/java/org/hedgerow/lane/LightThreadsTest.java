package org.hedgerow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LightThreadsTest {

    @Test
    void runTheirTaskUnderTheirName() throws Exception {
        assertThat(nameWithin(LightThreads.factory("hedgerow-light"))).isEqualTo("hedgerow-light");
        assertThat(nameWithin(LightThreads.platform("hedgerow-platform"))).isEqualTo("hedgerow-platform");
    }

    @Test
    void neverKeepTheJvmAlive() {
        assertThat(LightThreads.factory("light").newThread(() -> {}).isDaemon()).isTrue();
        assertThat(LightThreads.platform("platform").newThread(() -> {}).isDaemon())
                .isTrue();
    }

    @Test
    void areVirtualWhereTheJdkHasThem() {
        assertThat(LightThreads.areVirtual()).isEqualTo(Runtime.version().feature() >= 21);
    }

    /** Whoever happens to make a thread may be of an application that is to be let go of. */
    @Test
    void takeNothingOverFromTheThreadThatMakesThem() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        ThreadGroup group = new ThreadGroup("of a caller");
        List<String> found = new CopyOnWriteArrayList<>();
        Runnable look = () -> {
            Thread own = Thread.currentThread();
            found.add(local.get() + " " + (own.getContextClassLoader() == LightThreads.class.getClassLoader()) + " "
                    + group.equals(own.getThreadGroup()) + " " + own.getPriority());
        };
        Thread caller = new Thread(group, () -> {
            local.set("of a caller");
            for (Thread made : List.of(
                    LightThreads.factory("light").newThread(look),
                    LightThreads.platform("platform").newThread(look),
                    new PlainThread(look, "plain", false))) {
                assertThat(made.isDaemon()).isEqualTo(!made.getName().equals("plain"));
                made.start();
                try {
                    made.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        caller.setContextClassLoader(null);
        caller.setPriority(Thread.MIN_PRIORITY);
        caller.setDaemon(true);
        caller.start();
        caller.join();
        assertThat(found).hasSize(3).containsOnly("null true false " + Thread.NORM_PRIORITY);
    }

    private static String nameWithin(ThreadFactory factory) throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        factory.newThread(() -> name.complete(Thread.currentThread().getName())).start();
        return name.get(30, TimeUnit.SECONDS);
    }
}
