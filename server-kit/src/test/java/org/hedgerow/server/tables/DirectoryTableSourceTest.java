package org.hedgerow.server.tables;

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
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
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
                .includeNames("*")
                .every(every)
                .settle(SOON)
                .open();
    }

    private void openNamed() throws IOException {
        source = DirectoryTableSource.builder(directory)
                .every(NOT_WITHIN_THE_TEST)
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
                "table.dpkg-old",
                "example.org.zone.jnl",
                "db.example.org.jbk",
                "db.example.org.signed",
                "Kexample.org.+013+12345.key",
                "Kexample.org.+013+12345.private",
                "Kexample.org.+013+12345.state")) {
            write(name, "this is no table");
        }
        open(NOT_WITHIN_THE_TEST);
        assertThat(source.current().size()).isEqualTo(1);
    }

    @Test
    void takesTheFilesThatAreCalledAsTablesAreAndThoseThatAreTold() throws IOException {
        write("named.conf", "zone \"example.org\" { type primary; };");
        write("README", "This is no table.");
        write("1.txt", "a 10.0.0.1");
        write("2.hosts", "10.0.0.1 b");
        write("c.zone", "$TTL 60", "c. A 10.0.0.1");
        write("d.db", "$TTL 60", "d. A 10.0.0.1");
        write("db.e", "$TTL 60", "e. A 10.0.0.1");
        write("hosts", "10.0.0.1 f");
        openNamed();
        assertThat(source.current().size()).isEqualTo(5);
        source.close();

        source = DirectoryTableSource.builder(directory).includeNames("h*s").open();
        assertThat(source.current().size()).isEqualTo(6);
        assertThat(has("f")).isTrue();
    }

    @Test
    void aDirectoryWhoseFilesAreCalledSomethingElseIsNoTable() throws IOException {
        write("hosts", "10.0.0.1 a");
        write("named.conf", "");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::openNamed)
                .withMessage(directory + ": expected files with names of tables, as {*.zone,*.hosts,*.txt,*.db,db.*},"
                        + " found hosts and 1 more");
    }

    @Test
    void anOriginIsThatWhichTheNameOfTheFileTells() throws IOException {
        String[] zone = {"$TTL 60", "@ SOA ns h 1 2 3 4 5", "@ NS ns", "www A 192.0.2.1"};
        write("db.alpha.test", zone);
        write("beta.test.db", zone);
        write("gamma.test.zone", "gamma.test. 60 IN SOA ns h 1 2 3 4 5", "www A 192.0.2.1");
        write("delta.test.zone", "$ORIGIN other.test.", "www 60 A 192.0.2.1");
        openNamed();
        for (String name : List.of("www.alpha.test", "www.beta.test", "www.gamma.test", "www.other.test")) {
            assertThat(has(name)).as(name).isTrue();
        }
        assertThat(source.current().find(Question.of("nothing.beta.test"))).isInstanceOf(NotFound.class);
    }

    @Test
    void theNameOfAFileIsNoOriginOfAnythingButTheZoneThatItStarts() throws IOException {
        for (String file : List.of("part.zone", "db.127", "db.root", "x..y.zone", "zone.txt")) {
            Path written = write(file, "$TTL 60", "www A 192.0.2.1", "@ SOA ns h 1 2 3 4 5");
            assertThatExceptionOfType(TableFileException.class)
                    .isThrownBy(this::openNamed)
                    .withMessageStartingWith(written + ":2: ")
                    .withMessageContaining("a name with a final dot, for there is no origin yet, found \"www\"");
            Files.delete(written);
        }
        Path network = write("db.127", "$TTL 60", "@ SOA ns h 1 2 3 4 5");
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(this::openNamed)
                .withMessageStartingWith(network + ":2: ");
    }

    @Test
    void twoFilesThatStartOneZoneAreAnErrorThatNamesBoth() throws IOException {
        Path alpha = write("db.alpha.test", "$TTL 60", "@ SOA ns h 1 2 3 4 5", "ns A 192.0.2.1");
        Path beta = write("db.beta.test", "$TTL 60", "@ SOA ns h 1 2 3 4 5", "ns A 192.0.2.1");
        TableFileOptions options = TableFileOptions.defaults().withOrigin(DomainName.of("alpha.test"));
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() ->
                        DirectoryTableSource.builder(directory).options(options).open())
                .withMessage(beta + ":2: expected no zone alpha.test but the one that starts in " + alpha
                        + ":2, found \"SOA ns.alpha.test h.alpha.test 1 2 3 4 5\"");
        openNamed();
        assertThat(has("ns.alpha.test") && has("ns.beta.test")).isTrue();
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
