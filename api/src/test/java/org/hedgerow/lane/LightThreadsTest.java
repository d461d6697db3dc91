package org.hedgerow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
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

    private static String nameWithin(ThreadFactory factory) throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        factory.newThread(() -> name.complete(Thread.currentThread().getName())).start();
        return name.get(30, TimeUnit.SECONDS);
    }
}
