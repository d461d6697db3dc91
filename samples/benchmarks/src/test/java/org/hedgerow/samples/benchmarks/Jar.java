package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The packaged program. */
final class Jar {
    private Jar() {}

    /** Runs it, and returns what it prints. */
    static String run(String... arguments) throws IOException, InterruptedException {
        return run(0, arguments).output();
    }

    /** Runs it where it should end with that exit code. */
    static Run run(int expected, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("benchmarks", ".txt");
        Path errors = Files.createTempFile("benchmarks", ".txt");
        try {
            int exit = builder(arguments)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start()
                    .waitFor();
            assertThat(exit).as(Files.readString(errors)).isEqualTo(expected);
            return new Run(Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Starts it, and hears nothing of it. */
    static Process start(String... arguments) throws IOException {
        return builder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ProcessBuilder builder(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                Stream.concat(Stream.of(java, "-jar", System.getProperty("benchmarks.jar")), Stream.of(arguments))
                        .toList());
    }

    record Run(String output, String errors) {}
}
