package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LeaksTest {
    private final Leaks leaks = Leaks.snapshot();

    @Test
    void nothingLeftIsFine() {
        leaks.assertNone();
    }

    @Test
    void aThreadThatIsLeftIsReported() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(() -> Wait.on(over, "over"), "left behind by a test");
        thread.start();
        try {
            assertThatThrownBy(() -> leaks.assertNone(Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("left behind by a test");
        } finally {
            over.countDown();
            thread.join();
        }
        leaks.assertNone();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketThatIsLeftIsReported() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(() -> leaks.assertNone(Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("socket:");
        }
        leaks.assertNone();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSelectorThatIsLeftIsReported() throws Exception {
        try (Selector selector = Selector.open()) {
            assertThat(selector.isOpen()).isTrue();
            assertThat(leaks.found()).anyMatch(found -> found.contains("eventpoll"));
        }
        leaks.assertNone();
    }

    @Test
    void awaitsWhatIsAboutToGo() {
        CountDownLatch over = new CountDownLatch(1);
        new Thread(() -> Wait.on(over, "over"), "soon over").start();
        assertThat(leaks.found()).hasSize(1);
        over.countDown();
        leaks.assertNone();
    }
}
