package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The packaged servers as several processes that share a port. */
@EnabledOnOs(OS.LINUX)
class ProcessesIT extends ProgramFixture {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PROCESSES = 3;
    // That one of three gets none of so many, if the system draws lots, has a chance of 3 * (2/3)^100: never.
    private static final int CONNECTIONS = 100;
    private static final Pattern TOTALS = Pattern.compile("process (\\d): ts: (\\d+) connections?, .*\\(graceful\\)");

    private Path table;

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7 A\n");
    }

    @Test
    void theyShareTheConnectionsAndEndTogether() throws Exception {
        JarProcess crew = start();
        assertThat(crew.out())
                .containsExactly("READY ts 127.0.0.1:" + crew.port() + " (nio event-loops, 1 record, 3 processes)");
        for (int i = 0; i < CONNECTIONS; i++) {
            askOnce(crew);
        }

        crew.terminate();
        assertThat(crew.exitCode()).as("%s", crew).isZero();
        assertThat(crew.out()).filteredOn(line -> line.startsWith("READY")).hasSize(1);
        long sum = 0;
        List<String> numbers = new ArrayList<>();
        for (String line : crew.out()) {
            Matcher totals = TOTALS.matcher(line);
            if (totals.matches()) {
                numbers.add(totals.group(1));
                assertThat(Long.parseLong(totals.group(2))).as(line).isPositive();
                sum += Long.parseLong(totals.group(2));
            }
        }
        assertThat(numbers).as("%s", crew).containsExactlyInAnyOrder("0", "1", "2");
        assertThat(sum).isEqualTo(CONNECTIONS);
        assertThat(crew.out()).anyMatch(line -> line.matches("process 0: worker 0: \\d+ connections?"));
        assertThat(crew.err()).isEmpty();
    }

    @Test
    void oneThatIsKilledComesBack() throws Exception {
        JarProcess crew = start("-v");
        List<ProcessHandle> before = children(crew);
        assertThat(before).hasSize(PROCESSES);
        before.get(1).destroyForcibly();

        await().atMost(LIMIT).until(() -> crew.err().stream().anyMatch(line -> line.contains("is ready again")));
        assertThat(crew.err())
                .anyMatch(line -> line.matches(".* WARN .*process \\d ended with 137; starting it again in 100 ms"));
        assertThat(children(crew)).hasSize(PROCESSES).contains(before.get(0), before.get(2));
        for (int i = 0; i < CONNECTIONS; i++) {
            askOnce(crew);
        }
        crew.terminate();
        assertThat(crew.exitCode()).isZero();
        assertThat(crew.out())
                .filteredOn(line -> TOTALS.matcher(line).matches())
                .hasSize(PROCESSES);
    }

    @Test
    void noneOutlivesASupervisorThatIsKilled() throws Exception {
        JarProcess crew = start();
        List<ProcessHandle> orphans = children(crew);
        assertThat(orphans).hasSize(PROCESSES);
        crew.kill();

        await().atMost(LIMIT).until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aHangUpReloadsAllOfThem() throws Exception {
        JarProcess crew = start();
        Files.writeString(table, "amazon.com 1.2.3.4 A\n");
        crew.signal("HUP");
        for (int i = 0; i < PROCESSES; i++) {
            String prefix = "process " + i + ": ";
            await().atMost(LIMIT)
                    .until(() ->
                            crew.err().stream().anyMatch(line -> line.startsWith(prefix) && line.contains("reloaded")));
        }
        try (RawClient client = RawClient.connect(crew.port())) {
            client.sendLine("amazon.com");
            assertThat(client.readLine()).isEqualTo("amazon.com 1.2.3.4 A IN");
        }
    }

    @Test
    void anInterruptFromTheTerminalReachesAllAtOnce() throws Exception {
        JarProcess crew = start();
        List<ProcessHandle> children = children(crew);
        for (ProcessHandle child : children) {
            JarProcess.signal("INT", child.pid());
        }
        crew.signal("INT");

        assertThat(crew.exitCode()).isZero();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aPortInUseIsToldOnceBeforeAnyIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            JarProcess crew = processes.start(
                    "ts",
                    Integer.toString(taken.getLocalPort()),
                    "--table",
                    table.toString(),
                    "--processes",
                    Integer.toString(PROCESSES));

            assertThat(crew.exitCode()).isEqualTo(1);
            assertThat(crew.err()).singleElement().asString().startsWith("hedgerow: cannot listen on 127.0.0.1:");
        }
    }

    @Test
    void processesThatCannotServeAreGivenUp() throws Exception {
        JarProcess crew = processes.start(
                "ts", "0", "--table", table.toString(), "--processes", "1", "--transport", "carrier-pigeon");

        assertThat(crew.exitCode()).isEqualTo(1);
        assertThat(crew.err())
                .contains("process 0: hedgerow: no transport \"carrier-pigeon\" here, only [blocking, nio]")
                .last()
                .isEqualTo("hedgerow: process 0 never became ready, in 5 starts: it ended with 1");
    }

    private JarProcess start(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("ts", "0", "--table", table.toString(), "--processes", "3"));
        args.addAll(List.of(more));
        JarProcess crew = processes.start(args.toArray(String[]::new));
        crew.port();
        return crew;
    }

    private static List<ProcessHandle> children(JarProcess crew) {
        return crew.handle().children().toList();
    }

    private static void askOnce(JarProcess crew) throws IOException {
        try (RawClient client = RawClient.connect(crew.port())) {
            client.sendLine("amazon.com");
            assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
        }
    }
}
