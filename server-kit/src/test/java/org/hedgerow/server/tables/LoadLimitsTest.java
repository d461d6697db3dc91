package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hedgerow.testkit.ManualTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is no table, whatever is done with it: it has no end, is too much, or leads elsewhere. */
class LoadLimitsTest {
    private static final TableFileOptions OPTIONS = TableFileOptions.defaults().withIncludes(true);

    @TempDir
    Path directory;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path pipe(String name) throws Exception {
        Path pipe = directory.resolve(name);
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
        assertThat(made.waitFor()).isZero();
        return pipe;
    }

    private static void refused(Path file, TableFileOptions options, String... problems) {
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> TableFile.read(file, options))
                .satisfies(e -> assertThat(e.problems()).containsExactly(problems));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsNotOpened() throws Exception {
        Path pipe = pipe("pipe");
        assertThatIOException()
                .isThrownBy(() -> TableFile.read(pipe))
                .withMessage(pipe + ": expected a regular file, found a pipe, a socket or a device");
        assertThatIOException()
                .isThrownBy(() -> TableFile.read(directory))
                .withMessage(directory + ": expected a regular file, found a directory");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceWithoutAnEndIsNotReadNorIsALinkToOne() throws Exception {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero));
        Path link = Files.createSymbolicLink(directory.resolve("link"), zero);
        assertThatIOException().isThrownBy(() -> TableFile.read(link)).withMessageContaining("expected a regular file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeThatIsIncludedIsNotOpened() throws Exception {
        Path pipe = pipe("pipe");
        Path file = write("a.zone", "$TTL 60\n$INCLUDE pipe\nx. A 10.0.0.1\n");
        refused(
                file,
                OPTIONS,
                file + ":2: read as a zone file; expected a file that can be read (java.nio.file.FileSystemException: "
                        + pipe + ": expected a regular file, found a pipe, a socket or a device), found \"pipe\"");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeInPlaceOfATableLeavesItInUseAndTheNextFileIsTaken() throws Exception {
        Path file = write("ts1.txt", "a 10.0.0.1\n");
        try (FileTableSource source = FileTableSource.builder(file)
                .every(Duration.ofMillis(20))
                .settle(Duration.ofMillis(20))
                .open()) {
            Files.move(pipe("new"), file, StandardCopyOption.ATOMIC_MOVE);
            await().until(() -> source.health()
                    .lastError()
                    .filter(reason -> reason.equals(
                            "cannot read " + file + ": expected a regular file, found a pipe, a socket or a device"))
                    .isPresent());
            assertThat(source.current().size()).isEqualTo(1);
            Files.move(write("new", "a 10.0.0.1\nb 10.0.0.2\n"), file, StandardCopyOption.ATOMIC_MOVE);
            await().until(() -> source.current().size() == 2 && source.health().isGood());
        }
    }

    @Test
    void filesThatIncludeEachOtherManyTimesAreTooMany() throws IOException {
        for (int i = 0; i < 8; i++) {
            write("i" + i, ("$INCLUDE i" + (i + 1) + "\n").repeat(60));
        }
        write("i8", "x. 60 A 10.0.0.1\n");
        Path file = write("a.zone", "$TTL 60\n$INCLUDE i1\n");
        // The last is the 60th line of the first i7 and so on: 8 files, and 991 more of i8 in 16 of i7 and a part of
        // one.
        refused(
                file,
                OPTIONS.withMaxFiles(100),
                directory.resolve("i7") + ":32: expected at most 100 files in a table, found more");
        assertThatExceptionOfType(TableFileException.class).isThrownBy(() -> TableFile.read(file, OPTIONS));
    }

    @Test
    void tooManyBytesAreRefusedBeforeTheyAreRead() throws IOException {
        Path file = directory.resolve("sparse");
        try (FileChannel sparse = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            sparse.write(ByteBuffer.wrap(new byte[1]), 3L << 30);
        }
        refused(file, OPTIONS, file + ": expected at most 2147483648 bytes in all files of a table, found more");
    }

    @Test
    void theBytesOfAllFilesCountTogether() throws IOException {
        write("b.zone", "y. A 10.0.0.1\n".repeat(3));
        Path file = write("a.zone", "$TTL 60\n$INCLUDE b.zone\n$INCLUDE b.zone\n");
        assertThat(TableFile.read(file, OPTIONS.withMaxBytes(200))).isNotEmpty();
        refused(
                file,
                OPTIONS.withMaxBytes(100),
                file + ":3: expected at most 100 bytes in all files of a table, found more");
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsNotReadForEver() throws IOException {
        Path file = write("a.txt", "a 10.0.0.1\n");
        Load load = new Load(new LoadLimits(100, 1, Duration.ofSeconds(1)), () -> 0);
        try (InputStream in = load.open(file)) {
            Files.writeString(file, "b 10.0.0.1\n".repeat(1000));
            assertThatIOException()
                    .isThrownBy(in::readAllBytes)
                    .withMessage("expected at most 100 bytes in all files of a table, found more");
        }
    }

    @Test
    void aLoadHasAnEndInTime() throws IOException {
        Path file = write("a.txt", "a 10.0.0.1\n");
        ManualTicker ticker = new ManualTicker();
        Load load = new Load(LoadLimits.STANDARD, ticker);
        try (InputStream in = load.open(file)) {
            ticker.advance(Duration.ofMinutes(5));
            assertThat(in.read()).isEqualTo('a');
            ticker.advance(Duration.ofNanos(1));
            assertThatIOException()
                    .isThrownBy(in::read)
                    .withMessage("expected to have read all files of a table within 300 s");
        }
    }

    @Test
    void aLineWithoutAnEndEndsTheLoadLongBeforeTheFile() throws IOException {
        Path file = write("a.txt", "a 10.0.0.1\n" + "x".repeat(2 << 20) + "\nbad\n");
        refused(file, OPTIONS, file + ":2: expected at most 65536 octets in a line, found more than 1048576");
        Load load = new Load(LoadLimits.STANDARD, () -> 0);
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> TableFiles.read(List.of(file), OPTIONS, load, record -> {}));
        assertThat(load.bytes()).isLessThan((1 << 20) + (256 << 10));
        assertThatExceptionOfType(TableFileException.class)
                .isThrownBy(() -> TableFile.parse("memory", Files.readAllBytes(file)));
    }

    @Test
    void aFileOfAnotherSizeIsNotReadToTheEndToSeeThatItDiffers() throws IOException {
        Path file = write("a.txt", "a 10.0.0.1\n");
        Followed followed = new Followed(FileSet.of(file), OPTIONS, Pace.STANDARD);
        try (Reading reading = Reading.of(followed, () -> 0, false)) {
            Version version = new Version(reading.sight(), reading.hashes(), Optional.empty(), 0, false);
            Load same = new Load(LoadLimits.STANDARD, () -> 0);
            assertThat(version.isContentOf(Sight.of(List.of(file)), same)).isTrue();
            assertThat(same.bytes()).isEqualTo(11);
            write("a.txt", "x".repeat(2 << 20));
            Load other = new Load(LoadLimits.STANDARD, () -> 0);
            assertThat(version.isContentOf(Sight.of(List.of(file)), other)).isFalse();
            assertThat(other.bytes()).isZero();
        }
    }

    @Test
    void aDirectoryHasNoMoreFilesThanATableMayHave() throws IOException {
        for (int i = 0; i < 4; i++) {
            write("f" + i + ".txt", "n" + i + " 10.0.0.1\n");
        }
        DirectoryTableSource.builder(directory)
                .options(OPTIONS.withMaxFiles(4))
                .open()
                .close();
        assertThatIOException()
                .isThrownBy(() -> DirectoryTableSource.builder(directory)
                        .options(OPTIONS.withMaxFiles(3))
                        .open())
                .withMessage(directory + ": expected at most 3 files in a table, found more");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anIncludedFileStaysInTheDirectoryWhereverLinksLead() throws IOException {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        Files.writeString(directory.resolve("secret"), "x. A 10.0.0.1\n");
        Files.createSymbolicLink(inside.resolve("link"), Path.of("..", "secret"));
        Files.createSymbolicLink(inside.resolve("up"), Path.of(".."));
        for (String name : new String[] {"link", "up/secret"}) {
            Path file = Files.writeString(inside.resolve("a.zone"), "$TTL 60\n$INCLUDE " + name + "\n");
            refused(
                    file,
                    OPTIONS,
                    file + ":2: read as a zone file; expected a file that can be read"
                            + " (java.nio.file.FileSystemException: " + inside.resolve(name)
                            + ": expected no link that leads out of " + inside + "), found \"" + name + '"');
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkWithinTheDirectoryIsIncludedAsKubernetesHasIt() throws IOException {
        Files.createDirectory(directory.resolve("..1"));
        write("..1/b.zone", "x. A 10.0.0.1\n");
        write("..1/a.zone", "$TTL 60\n$INCLUDE b.zone\n");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(directory.resolve("a.zone"), Path.of("..data", "a.zone"));
        Files.createSymbolicLink(directory.resolve("b.zone"), Path.of("..data", "b.zone"));
        assertThat(TableFile.read(directory.resolve("a.zone"), OPTIONS)).hasSize(1);
    }

    @Test
    void limitsAreNumbersAboveZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMaxBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMaxFiles(0));
        assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMaxTime(Duration.ZERO));
        assertThat(OPTIONS.withMaxTime(Duration.ofSeconds(Long.MAX_VALUE)).maxTime())
                .isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
    }
}
