package org.hedgerow.samples.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README has: the packaged program at once, and a change made by H2's own shell. */
final class ReadmeIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern READY =
            Pattern.compile("READY ts 127\\.0\\.0\\.1:(\\d+) \\(nio event-loops, 4 records\\)\n");

    @TempDir
    Path directory;

    private Process java(String output, String... args) throws IOException {
        String jar = System.getProperty("hedgerow.jar");
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", jar));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(output).toFile())
                .start();
    }

    private String text(String output) throws IOException {
        return Files.readString(directory.resolve(output), StandardCharsets.UTF_8);
    }

    @Test
    void it_runs_at_once_and_follows_what_is_changed() throws Exception {
        Process server = java("server", SqlTableServer.class.getName(), "0");
        try {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(READY.matcher(text("server")).find())
                                    .as(text("server"))
                                    .isTrue());
            var ready = READY.matcher(text("server"));
            ready.find();
            try (RawClient client = RawClient.connect(Integer.parseInt(ready.group(1)))) {
                assertThat(ask(client)).isEqualTo("www.example.com 10.0.0.1 A IN");

                Process shell = java(
                        "shell",
                        "org.h2.tools.Shell",
                        "-url",
                        "jdbc:h2:./hedgerow-records;AUTO_SERVER=TRUE",
                        "-user",
                        "sa",
                        "-sql",
                        "UPDATE hedgerow_record SET data = '10.0.0.9' WHERE id = 1;"
                                + " UPDATE hedgerow_version SET version = version + 1");
                assertThat(shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as(text("shell"))
                        .isTrue();
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(ask(client))
                                .as(text("shell") + text("server"))
                                .isEqualTo("www.example.com 10.0.0.9 A IN"));
            }
            server.toHandle().destroy();
            assertThat(server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).as(text("server")).isZero();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static String ask(RawClient client) throws IOException {
        client.send("www.example.com\n");
        return client.readLine();
    }

    @Test
    void the_readme_has_the_loader_as_it_is() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String loader = Files.readString(Path.of("src/main/java/org/hedgerow/samples/sql/SqlTableLoader.java"));
        String code = loader.substring(loader.indexOf("final class"));
        assertThat(readme).contains("```java\n" + code + "```\n");
        assertThat(code.lines().count()).isLessThan(40);
    }
}
