package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.table.Table;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real files that change in all the ways in which programs change files, and a source that follows them. */
class FileReloadTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NOT_WITHIN_THE_TEST = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final Leaks leaks = Leaks.snapshot();
    private Path file;
    private FileTableSource source;

    @BeforeEach
    void writeTable() throws IOException {
        file = directory.resolve("ts1.txt");
    }

    @AfterEach
    void nothingIsLeft() {
        source.close();
        leaks.assertNone();
    }

    private void open(Duration every) throws IOException {
        source = FileTableSource.builder(file).every(every).settle(SOON).open();
    }

    private void write(String line) throws IOException {
        Files.writeString(file, line + "\n");
    }

    private boolean has(String name) {
        return source.current().find(Question.of(name)) instanceof Found;
    }

    private void awaitName(String name) {
        await().until(() -> has(name));
    }

    private void awaitError(String part) {
        await().until(() -> source.health()
                .lastError()
                .filter(error -> error.contains(part))
                .isPresent());
    }

    @Test
    void eventsTellOfAChangeLongBeforeItIsLookedFor() throws IOException {
        write("a 10.0.0.1");
        open(NOT_WITHIN_THE_TEST);
        write("b 10.0.0.1");
        awaitName("b");
        Path other = Files.writeString(directory.resolve("other"), "c 10.0.0.1\n");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        awaitName("c");
        Files.delete(file);
        awaitError("no such file");
        write("d 10.0.0.1");
        awaitName("d");
        assertThat(source.health().isGood()).isTrue();
    }

    @Test
    void aVersionOfTheSameSizeAndTimeIsSeen() throws IOException {
        write("a 10.0.0.1");
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(file, time);
        open(SOON);
        for (String name : new String[] {"b", "c", "d"}) {
            write(name + " 10.0.0.1");
            Files.setLastModifiedTime(file, time);
            awaitName(name);
        }
    }

    @Test
    void aHardLinkThatIsWrittenToIsSeen() throws IOException {
        write("a 10.0.0.1");
        Path twin = Files.createLink(
                Files.createDirectory(directory.resolve("elsewhere")).resolve("twin"), file);
        open(SOON);
        Files.writeString(twin, "b 10.0.0.1\n");
        awaitName("b");
    }

    @Test
    void linksAreFollowedAsKubernetesSwapsThem() throws IOException {
        swap(0);
        Files.createSymbolicLink(file, Path.of("..data", "ts1.txt"));
        open(NOT_WITHIN_THE_TEST);
        for (int i = 1; i <= 20; i++) {
            swap(i);
            awaitName("n" + i);
            assertThat(source.health().lastError()).isEmpty();
        }
    }

    /** Writes a directory of its own, swaps the link {@code ..data}, and removes the old directory. */
    private void swap(int version) throws IOException {
        Path link = directory.resolve("..data");
        Path old = Files.exists(link) ? link.toRealPath() : null;
        Path made = Files.createDirectory(directory.resolve("..2026_" + version));
        Files.writeString(made.resolve("ts1.txt"), "n" + version + " 10.0.0.1\n");
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), made.getFileName());
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        if (old != null) {
            Files.delete(old.resolve("ts1.txt"));
            Files.delete(old);
        }
    }

    @Test
    void whatALinkLeadsToIsWatched() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path target = Files.writeString(elsewhere.resolve("table"), "a 10.0.0.1\n");
        Files.createSymbolicLink(file, target);
        open(NOT_WITHIN_THE_TEST);
        Files.writeString(target, "b 10.0.0.1\n");
        awaitName("b");
    }

    @Test
    void aDirectoryThatIsReplacedIsFoundAgain() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        file = home.resolve("ts1.txt");
        write("a 10.0.0.1");
        open(SOON);
        Files.move(home, directory.resolve("away"));
        awaitError("no such file");
        Files.createDirectory(home);
        write("b 10.0.0.1");
        awaitName("b");
    }

    @Test
    void aDirectoryInItsPlaceLeavesTheTableInUse() throws IOException {
        write("a 10.0.0.1");
        open(SOON);
        Files.delete(file);
        Files.createDirectory(file);
        awaitError("directory");
        assertThat(has("a")).isTrue();
        Files.delete(file);
        write("b 10.0.0.1");
        awaitName("b");
    }

    @Test
    void filesThatAreIncludedAreFollowedToo() throws IOException {
        Path included = Files.writeString(directory.resolve("hosts.zone"), "www 60 IN A 10.0.0.1\n");
        write("$ORIGIN example.\n$TTL 60\n@ IN TXT \"zone\"\n$INCLUDE hosts.zone");
        source = FileTableSource.builder(file)
                .options(TableFileOptions.defaults().withIncludes(true))
                .every(NOT_WITHIN_THE_TEST)
                .settle(SOON)
                .open();
        assertThat(has("www.example")).isTrue();
        Files.writeString(included, "ftp 60 IN A 10.0.0.1\n");
        awaitName("ftp.example");
        Files.delete(included);
        awaitError("hosts.zone");
        Files.writeString(included, "web 60 IN A 10.0.0.1\n");
        awaitName("web.example");
    }

    @Test
    void withoutPollingItLooksWhenItIsToldToAndNotBefore() throws IOException {
        write("a 10.0.0.1");
        open(Duration.ZERO);
        write("b 10.0.0.1");
        assertThat(source.reload()).isSameAs(source.current());
        assertThat(has("b")).isTrue();
        assertThat(source.health().generation()).isEqualTo(2);
    }

    @Test
    void aListenerMayNotWaitForTheSourceThatItListensTo() throws Exception {
        write("a 10.0.0.1");
        open(SOON);
        CountDownLatch refused = new CountDownLatch(1);
        source.onSwitch(() -> {
            try {
                source.reload();
            } catch (IllegalStateException e) {
                refused.countDown();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        write("b 10.0.0.1");
        assertThat(refused.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** How a file is written. */
    enum Writing {
        RENAME(SOON) {
            @Override
            void write(VersionedFile file, int version) throws IOException {
                file.rename(version);
            }
        },
        // Longer than a busy machine may hold up whoever writes half a file.
        IN_PLACE(Duration.ofMillis(500)) {
            @Override
            void write(VersionedFile file, int version) throws IOException {
                file.writeInPlace(version);
            }
        };

        private final Duration settle;

        Writing(Duration settle) {
            this.settle = settle;
        }

        abstract void write(VersionedFile file, int version) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsReplacedAHundredTimesASecondIsNeverHalfReadAndItsFinalStateIsNeverMissed(Writing writing)
            throws Exception {
        VersionedFile versions = new VersionedFile(file);
        versions.rename(1);
        source = FileTableSource.builder(file)
                .every(Duration.ofMillis(100))
                .settle(writing.settle)
                .open();
        AtomicInteger written = new AtomicInteger(1);
        CountDownLatch enough = new CountDownLatch(150);
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        try {
            Future<?> writes = writer.scheduleAtFixedRate(
                    () -> {
                        if (enough.getCount() > 0) {
                            write(writing, versions, written.incrementAndGet());
                            enough.countDown();
                        }
                    },
                    10,
                    10,
                    TimeUnit.MILLISECONDS);
            int last = 1;
            while (enough.getCount() > 0) {
                int version = version(source.current(), versions, writing.settle);
                assertThat(version).isBetween(last, written.get());
                last = version;
                rethrow(writes);
            }
            await().until(() -> VersionedFile.version(source.current()) == written.get());
            assertThat(source.health().lastError()).isEmpty();
            if (writing == Writing.RENAME) {
                assertThat(source.health().generation()).isGreaterThan(3);
            }
        } finally {
            writer.shutdownNow();
            assertThat(writer.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The version of the table, which is a whole one, unless the system has held up whoever wrote it for too long. */
    private static int version(Table table, VersionedFile versions, Duration settle) {
        try {
            return VersionedFile.version(table);
        } catch (AssertionError e) {
            int part = VersionedFile.versionOfPart(table);
            await().until(() -> versions.took(part).isPresent());
            if (versions.took(part).orElseThrow().compareTo(settle) < 0) {
                throw e;
            }
            return part;
        }
    }

    private static void write(Writing writing, VersionedFile versions, int version) {
        try {
            writing.write(versions, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rethrow(Future<?> task) throws ExecutionException, InterruptedException {
        if (task.isDone()) {
            task.get();
        }
    }

    /** Whoever reloads while somebody else closes gets an outcome, be it which it may. */
    @Test
    void aReloadThatMeetsCloseEnds() throws Exception {
        write("a 10.0.0.1");
        ExecutorService reloading = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 100; i++) {
                open(NOT_WITHIN_THE_TEST);
                CountDownLatch reloads = new CountDownLatch(1);
                Future<?> outcome = reloading.submit(() -> {
                    try {
                        for (int j = 0; j < 20; j++) {
                            source.reload();
                            reloads.countDown();
                        }
                    } catch (IOException closed) {
                        reloads.countDown();
                    }
                });
                reloads.await();
                source.close();
                outcome.get(30, TimeUnit.SECONDS);
            }
        } finally {
            reloading.shutdownNow();
            reloading.awaitTermination(30, TimeUnit.SECONDS);
        }
    }
}
