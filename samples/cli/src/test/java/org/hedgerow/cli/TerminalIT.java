package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program on a terminal, which {@code script} has for it. */
@EnabledOnOs(OS.LINUX)
class TerminalIT {
    private static final int CTRL_C = 3;

    @TempDir
    Path directory;

    /** Once, the totals, or the prompt of the shell, stood behind the {@code ^C} of the terminal. */
    @Test
    void ctrlCEndsTheLine() throws IOException {
        Path table = Files.writeString(directory.resolve("ts.txt"), "a.com 1.2.3.4\n");
        String command = JarProcess.command("ts", "0", "--table", table.toString()).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Process script = new ProcessBuilder(List.of("script", "-qfc", command, "/dev/null"))
                .redirectErrorStream(true)
                .start();
        try {
            StringBuilder said = new StringBuilder();
            boolean interrupted = false;
            for (int octet = script.getInputStream().read();
                    octet >= 0;
                    octet = script.getInputStream().read()) {
                said.append((char) octet);
                if (!interrupted && octet == '\n' && said.indexOf("READY") >= 0) {
                    script.getOutputStream().write(CTRL_C);
                    script.getOutputStream().flush();
                    interrupted = true;
                }
            }
            assertThat(said).contains("^C\r\nts: 0 connections");
        } finally {
            script.destroyForcibly();
        }
    }
}
