package org.hedgerow.server.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LifeLineTest {
    private final AtomicInteger reloads = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Test
    void stopsAtTheEndOfTheInput() throws Exception {
        follow("reload\nwhatever\nreload\n");
        assertThat(reloads).hasValue(2);
    }

    @Test
    void stopsWhenItIsTold() throws Exception {
        follow("reload\nstop\nreload\n");
        assertThat(reloads).hasValue(1);
    }

    @Test
    void stopsWhenTheInputBreaks() throws Exception {
        InputStream broken = InputStream.nullInputStream();
        broken.close(); // upon which reading fails
        LifeLine.follow(broken, reloads::incrementAndGet, stopped::countDown);
        assertTrue(stopped.await(30, TimeUnit.SECONDS));
    }

    @Test
    void aReloadThatFailsDoesNotCutIt() throws Exception {
        LifeLine.follow(
                input("reload\nreload\n"),
                () -> {
                    reloads.incrementAndGet();
                    throw new IllegalStateException("as the test has it");
                },
                stopped::countDown);
        assertTrue(stopped.await(30, TimeUnit.SECONDS));
        assertThat(reloads).hasValue(2);
    }

    private void follow(String lines) throws InterruptedException {
        LifeLine.follow(input(lines), reloads::incrementAndGet, stopped::countDown);
        assertTrue(stopped.await(30, TimeUnit.SECONDS));
    }

    private static InputStream input(String lines) {
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }
}
