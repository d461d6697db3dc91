package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a directory in place of that of the system. */
@DisabledOnOs(OS.WINDOWS)
class StandardStreamsTest {
    private static final Path SOCKET = Path.of("socket:[1]");

    @TempDir
    Path descriptors;

    private Path log;

    @BeforeEach
    void makeLog() throws IOException {
        log = Files.createFile(descriptors.resolve("log"));
    }

    @Test
    void whatWentToTheSocketGoesToStandardError() throws IOException {
        link(1, SOCKET);
        link(2, log);

        printToBoth();

        assertThat(log).hasContent("out\nerr\n");
    }

    @Test
    void anOutputThatCannotBeToldDoesNotSilenceTheError() throws IOException {
        link(2, log);

        printToBoth();

        assertThat(log).hasContent("out\nerr\n");
    }

    @Test
    void anErrorThatCannotBeToldDoesNotSilenceTheOutput() throws IOException {
        link(1, log);

        printToBoth();

        assertThat(log).hasContent("out\n");
    }

    private void link(int descriptor, Path target) throws IOException {
        Files.createSymbolicLink(descriptors.resolve(Integer.toString(descriptor)), target);
    }

    private void printToBoth() {
        StandardStreams.Pair apart = StandardStreams.apart(descriptors, SOCKET);
        apart.out().println("out");
        apart.err().println("err");
        apart.out().close();
        apart.err().close();
    }
}
