package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.NotFound;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedFileTest {
    private static final List<Reply> REPLIES = List.of(new Reply(DomainName.of("Nothing.here"), NotFound.NAME));

    @TempDir
    Path directory;

    @Test
    void replacesWhatWasThere() throws Exception {
        Path file = Files.writeString(directory.resolve("out.txt"), "before\n".repeat(100));

        ResolvedFile.at(file).write(REPLIES);

        assertThat(Files.readString(file)).isEqualTo("Nothing.here - NOT FOUND\n");
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void makesAFileLikeAnyOther() throws Exception {
        Path file = directory.resolve("out.txt");
        Path other = Files.createFile(directory.resolve("other.txt"));

        ResolvedFile.at(file).write(REPLIES);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void takesAPathWithoutADirectory() throws CliException {
        assertThat(ResolvedFile.at(Path.of("RESOLVED.txt"))).hasToString("RESOLVED.txt");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> ResolvedFile.at(directory))
                .withMessage("cannot write " + directory + ": it is a directory");
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException, CliException {
        Path file = directory.resolve("out.txt");
        ResolvedFile resolved = ResolvedFile.at(file);
        // A directory in its place cannot be replaced by a file.
        Files.createFile(Files.createDirectory(file).resolve("in the way"));

        assertThatExceptionOfType(CliException.class)
                .isThrownBy(() -> resolved.write(REPLIES))
                .withMessageStartingWith("cannot write " + file + ": ");
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }
}
