package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.hedgerow.server.Servers;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on a file system that hangs: whoever touches it does not come back, and no interrupt reaches him. */
class HungFilesTest {
    @TempDir
    Path directory;

    private final Leaks leaks = Leaks.snapshot();
    private final CountDownLatch back = new CountDownLatch(1);
    private volatile boolean hangs;
    private Path file;

    @BeforeEach
    void writeTable() throws IOException {
        file = Files.writeString(directory.resolve("ts1.txt"), "a 10.0.0.1\n");
    }

    private FollowedFiles open(TableFileOptions options) throws IOException {
        FileSet files = new FileSet() {
            @Override
            public List<Path> files() {
                while (hangs && back.getCount() > 0) {
                    try {
                        back.await();
                    } catch (InterruptedException e) {
                        // Nobody hears it there.
                    }
                }
                return List.of(file);
            }

            @Override
            public List<Path> places() {
                return List.of(file);
            }
        };
        Pace pace = Pace.STANDARD
                .withEvery(Duration.ofMillis(10))
                .withSettle(Duration.ofMillis(10))
                .withOverdue(Duration.ofMillis(50));
        return new FileTableSource(new Followed(files, options, pace));
    }

    @Test
    void healthSaysThatALoadDoesNotComeBackAndTheSourceDoesWhenItHas() throws Exception {
        try (FollowedFiles source = open(TableFileOptions.defaults())) {
            hangs = true;
            await().until(() -> !source.health().isGood());
            assertThat(source.health().lastError())
                    .hasValueSatisfying(reason -> assertThat(reason).matches("a load is under way since \\d+ s"));
            assertThat(source.health().records()).isEqualTo(1);
            assertThatIOException().isThrownBy(source::reload).withMessageMatching("a load is under way since \\d+ s");

            Files.writeString(file, "a 10.0.0.1\nb 10.0.0.2\n");
            back.countDown();
            await().until(() -> source.health().isGood() && source.current().size() == 2);
            assertThat(source.reload().size()).isEqualTo(2);
        }
        leaks.assertNone();
    }

    @Test
    void aSourceThatHangsIsClosedAndWhoeverWaitsForItIsTold() throws Exception {
        FollowedFiles source = open(TableFileOptions.defaults());
        hangs = true;
        FutureTask<IOException> reload = Servers.inBackground(() -> {
            while (true) {
                try {
                    source.reload();
                } catch (IOException e) {
                    return e;
                }
            }
        });
        await().until(() -> !source.health().isGood());
        source.close();
        assertThat(reload.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThatIOException().isThrownBy(source::reload).withMessage("the source is closed");
        assertThat(source.current().size()).isEqualTo(1);
        back.countDown();
        leaks.assertNone();
    }

    @Test
    void aSourceThatHangsAtItsFirstLoadIsNotOpened() {
        hangs = true;
        try {
            assertThatIOException()
                    .isThrownBy(() -> open(TableFileOptions.defaults().withMaxTime(Duration.ofMillis(100))))
                    .withMessageMatching("a load is under way since \\d+ s");
        } finally {
            back.countDown();
        }
        leaks.assertNone();
    }
}
