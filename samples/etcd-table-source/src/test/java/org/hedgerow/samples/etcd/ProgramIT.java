package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.testkit.HeldPort;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, as the README has it. */
final class ProgramIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern READY =
            Pattern.compile("READY ts 127\\.0\\.0\\.1:(\\d+) \\(nio event-loops, 2 records\\)\n");

    @TempDir
    private static Path directory;

    private static Etcd etcd;
    private static int outputs;

    @BeforeAll
    static void start() throws IOException {
        etcd = Etcd.start(directory, 1);
    }

    @AfterAll
    static void stop() {
        if (etcd != null) {
            etcd.close();
        }
    }

    /** A run of the program, whose output is in a file. */
    private record Started(Process process, Path out, Path err) {
        String text() throws IOException {
            return Files.readString(out);
        }

        String errors() throws IOException {
            return Files.readString(err);
        }

        Started ended(int exitCode) throws Exception {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(errors())
                    .isTrue();
            assertThat(process.exitValue()).as(errors() + text()).isEqualTo(exitCode);
            return this;
        }
    }

    private static Started start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("hedgerow.jar")));
        command.addAll(List.of(args));
        outputs++;
        Path out = directory.resolve("out-" + outputs);
        Path err = directory.resolve("err-" + outputs);
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Started(process, out, err);
    }

    private static Started with(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoints", etcd.endpointsText()));
        return start(all.toArray(String[]::new));
    }

    @Test
    void names_are_put_listed_served_and_removed() throws Exception {
        assertThat(with("put", "x1.example.com", "10.0.0.1", "--ttl", "60")
                        .ended(0)
                        .text())
                .isEqualTo("/skydns/com/example/x1 {\"host\":\"10.0.0.1\",\"ttl\":60}\n");
        assertThat(with("ls").ended(0).text()).isEqualTo("x1.example.com {\"host\":\"10.0.0.1\",\"ttl\":60}\n");

        Started server = with("serve", "0");
        try {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(server.text()).as(server.errors()).containsPattern(READY));
            Matcher ready = READY.matcher(server.text());
            assertThat(ready.find()).isTrue();
            try (RawClient client = RawClient.connect(Integer.parseInt(ready.group(1)))) {
                assertThat(ask(client)).isEqualTo("x1.example.com 10.0.0.1 A IN");
                with("put", "x1.example.com", "10.0.0.9").ended(0);
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(ask(client)).isEqualTo("x1.example.com 10.0.0.9 A IN"));
            }
            server.process().toHandle().destroy();
            assertThat(server.ended(0).errors()).isEmpty();
        } finally {
            server.process().destroyForcibly().waitFor();
        }

        assertThat(with("rm", "x1.example.com").ended(0).text()).isEqualTo("removed 1 key\n");
        assertThat(with("rm", "x1.example.com").ended(1).errors())
                .isEqualTo("hedgerow-etcd: no such key: /skydns/com/example/x1\n");
        assertThat(with("ls").ended(0).text()).isEmpty();
    }

    private static String ask(RawClient client) throws IOException {
        client.send("x1.example.com\n");
        return client.readLine();
    }

    @Test
    void a_lease_has_the_cluster_forget_a_name() throws Exception {
        with("put", "leased.example.net", "10.0.0.1", "--lease", "1").ended(0);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(with("ls", "example.net").ended(0).text()).isEmpty());
    }

    @Test
    void the_delay_of_a_fleet_is_measured() throws Exception {
        String text = with("bench", "--changes", "5", "--load", "50").ended(0).text();
        assertThat(text.lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .matches("3 table servers follow etcd 127\\.0\\.0\\.1:\\d+; 5 changes,"
                                        + " and 50 a second of other names, each served by all of them after"),
                        second -> assertThat(second).matches("median \\d+ ms, p99 \\d+ ms, most \\d+ ms"));
    }

    @Test
    void what_is_wrong_is_told() throws Exception {
        assertThat(start("--help").ended(0).text()).contains("put", "rm", "ls", "serve", "bench", "Exit codes:");
        assertThat(start("put", "a..b", "10.0.0.1").ended(2).errors())
                .startsWith(
                        "hedgerow-etcd: Invalid value for positional parameter at index 0 (NAME): expected a domain");
        assertThat(start("put", "a.example").ended(2).errors())
                .startsWith("hedgerow-etcd: expected \"host\" or \"text\", found neither\n");
        assertThat(start("ls", "--endpoints", "nonsense").ended(2).errors())
                .startsWith("hedgerow-etcd: Invalid value for option '--endpoints'")
                .contains("expected http://HOST:PORT or https://HOST:PORT, found \"nonsense\"");
        try (HeldPort nobody = HeldPort.open()) {
            String endpoint = "127.0.0.1:" + nobody.number();
            assertThat(start("serve", "0", "--endpoints", endpoint).ended(1).errors())
                    .startsWith("hedgerow-etcd: etcd " + endpoint + ": ")
                    .contains("refused")
                    .hasLineCount(1);
            assertThat(start("put", "a.example", "10.0.0.1", "--endpoints", endpoint)
                            .ended(1)
                            .errors())
                    .startsWith("hedgerow-etcd: etcd " + endpoint + ": ")
                    .hasLineCount(1);
        }
    }
}
