package org.hedgerow.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What each test of the packaged program has: a directory of its own, and processes that end with it. */
abstract class ProgramFixture {
    @TempDir
    Path directory;

    Processes processes;

    @BeforeEach
    final void begin() {
        processes = new Processes(directory);
    }

    @AfterEach
    final void end() throws Exception {
        processes.endAll();
    }
}
