package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
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

class DirectoryTableSourceTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NOT_WITHIN_THE_TEST = Duration.ofHours(1);

    @TempDir
    Path temporary;

    private final Leaks leaks = Leaks.snapshot();
    private Path directory;
    private DirectoryTableSource source;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("tables"));
    }

    @AfterEach
    void nothingIsLeft() {
        if (source != null) {
            source.close();
        }
        leaks.assertNone();
    }

    private void open(Duration every) throws IOException {
        source = DirectoryTableSource.builder(directory)
                .every(every)
                .settle(SOON)
                .open();
    }

    private Path write(String file, String... lines) throws IOException {
        return Files.write(directory.resolve(file), List.of(lines));
    }

    private boolean has(String name) {
        return has(source.current(), name);
    }

    private static boolean has(Table table, String name) {
        return table.find(Question.of(name)) instanceof Found;
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
    void servesTheRecordsOfAllFilesInTheOrderOfTheirNames() throws IOException {
        write("20.txt", "a 10.0.0.2", "c 10.0.0.3");
        write("10.txt", "a 10.0.0.1", "b 10.0.0.1");
        write("hosts", "10.0.0.4 d");
        Files.createDirectory(directory.resolve("below"));
        Files.write(directory.resolve("below/30.txt"), List.of("e 10.0.0.1"));
        open(NOT_WITHIN_THE_TEST);

        assertThat(source.current().size()).isEqualTo(5);
        assertThat(((Found) source.current().find(Question.of("a"))).records())
                .extracting(record -> record.data().toString())
                .containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(has("d")).isTrue();
        assertThat(has("e")).isFalse();
    }

    @Test
    void leavesOutWhatEditorsAndPackageManagersLeaveBehind() throws IOException {
        write("table", "a 10.0.0.1");
        for (String name : List.of(
                ".hidden",
                "table~",
                ".#table",
                "#table#",
                ".table.swp",
                "table.swp",
                "table.tmp",
                "table.bak",
                "table.orig",
                "table.rpmsave",
                "table.rpmnew",
                "table.dpkg-old")) {
            write(name, "this is no table");
        }
        open(NOT_WITHIN_THE_TEST);
        assertThat(source.current().size()).isEqualTo(1);
    }

    @Test
    void filesMayComeGoAndChange() throws IOException {
        write("1", "a 10.0.0.1");
        open(NOT_WITHIN_THE_TEST);
        write("2", "b 10.0.0.1");
        awaitName("b");
        write("1", "c 10.0.0.1");
        awaitName("c");
        assertThat(has("a")).isFalse();
        Files.delete(directory.resolve("1"));
        await().until(() -> !has("c"));
        assertThat(has("b")).isTrue();
        Files.move(directory.resolve("2"), directory.resolve(".2"));
        awaitError("found nothing at all");
        assertThat(has("b")).isTrue();
        Files.move(directory.resolve(".2"), directory.resolve("2"));
        await().until(() -> source.health().isGood());
    }

    @Test
    void recordsThatDoNotGoTogetherAreToldWithBothPlaces() throws IOException {
        write("1", "a 10.0.0.1");
        open(NOT_WITHIN_THE_TEST);
        Path second = write("2", "b 10.0.0.1", "a CNAME b");
        awaitError(second + ":2: expected no CNAME record of a beside its A record in " + directory.resolve("1"));
        assertThat(source.current().size()).isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsNotThereIsToldAndFoundWhenItComesBack() throws IOException {
        Files.delete(directory);
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> open(SOON));
        Files.createDirectory(directory);
        write("1", "a 10.0.0.1");
        open(SOON);
        Files.move(directory, temporary.resolve("away"));
        awaitError("no such file or directory");
        assertThat(has("a")).isTrue();
        Files.move(temporary.resolve("away"), directory);
        await().until(() -> source.health().isGood());
    }

    @Test
    void aConfigMapIsSwappedAsOne() throws IOException {
        swap(1);
        Files.createSymbolicLink(directory.resolve("one"), Path.of("..data", "one"));
        Files.createSymbolicLink(directory.resolve("two"), Path.of("..data", "two"));
        open(NOT_WITHIN_THE_TEST);
        for (int i = 2; i <= 20; i++) {
            swap(i);
            awaitName("one" + i);
            assertThat(has("two" + i)).isTrue();
            assertThat(source.health().lastError()).isEmpty();
        }
    }

    private void swap(int version) throws IOException {
        Path made = Files.createDirectory(directory.resolve("..2026_" + version));
        write(made.getFileName() + "/one", "one" + version + " 10.0.0.1");
        write(made.getFileName() + "/two", "two" + version + " 10.0.0.1");
        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), made.getFileName());
        Files.move(next, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void theFilesOfATableAreOfOneMoment() throws Exception {
        swap(1);
        Files.createSymbolicLink(directory.resolve("one"), Path.of("..data", "one"));
        Files.createSymbolicLink(directory.resolve("two"), Path.of("..data", "two"));
        open(SOON);
        AtomicInteger version = new AtomicInteger(1);
        ScheduledExecutorService swapping = Executors.newSingleThreadScheduledExecutor();
        try {
            Future<?> swaps = swapping.scheduleAtFixedRate(
                    () -> swapGuarded(version.incrementAndGet()), 20, 20, TimeUnit.MILLISECONDS);
            await().until(() -> {
                assertThat(swaps).isNotDone();
                return isOfOneVersion(source.current()) && source.health().generation() > 5;
            });
        } finally {
            swapping.shutdown();
            assertThat(swapping.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        awaitName("two" + version.get());
        assertThat(has("one" + version.get())).isTrue();
        assertThat(source.health().lastError()).isEmpty();
    }

    private void swapGuarded(int version) {
        try {
            swap(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the version stands in the names, which nobody can list: it is looked for. */
    private static boolean isOfOneVersion(Table table) {
        assertThat(table.size()).isEqualTo(2);
        for (int i = 1; i < 1_000_000; i++) {
            boolean one = has(table, "one" + i);
            assertThat(has(table, "two" + i)).isEqualTo(one);
            if (one) {
                return true;
            }
        }
        throw new AssertionError("no version");
    }
}
