package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged servers with more clients than descriptors. */
@EnabledOnOs(OS.LINUX)
class DescriptorsIT extends ProgramFixture {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int DESCRIPTORS = 256;
    private static final int CLIENTS = 300;
    private static final int SURELY_SERVED = 100;
    // A loop that spins takes all of a processor.
    private static final double IDLE_SHARE = 0.25;

    @ParameterizedTest
    @EnumSource
    void servesThoseItHasAndTheOthersWhenTheyLeave(ConcurrencyModel model) throws Exception {
        JarProcess ts = start(model);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(processes.client(ts));
        }
        await("a warning of " + ts).atMost(LIMIT).until(() -> warnings(ts) > 0);

        List<RawClient> served = clients.subList(0, SURELY_SERVED);
        for (RawClient client : served) {
            ask(client);
        }
        awaitIdleness(ts);
        for (RawClient client : served) {
            ask(client);
        }
        assertThat(warnings(ts)).as("%s", ts).isEqualTo(1);

        for (RawClient client : served) {
            client.close();
        }
        for (RawClient client : clients.subList(SURELY_SERVED, CLIENTS)) {
            ask(client);
            client.close();
        }
        ts.terminate();
        assertThat(ts.exitCode()).as("%s", ts).isZero();
        assertThat(ts.out().get(1)).startsWith("ts: 300 connections, 400 questions, 400 found, 0 missed, 0 invalid");
        assertThat(ts.err()).as("nothing but the warning").hasSize(1);
    }

    /** A pool is larger than what can be had; loops have descriptors of their own. */
    private JarProcess start(ConcurrencyModel model) throws Exception {
        Path table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7 A\n");
        boolean pool = model.text().startsWith("prethreaded");
        String server = String.join(
                " ",
                JarProcess.command(
                        "ts",
                        "0",
                        "--table",
                        table.toString(),
                        "--poll",
                        "0", // which would want a descriptor, too
                        "--concurrency",
                        model.text(),
                        "--workers",
                        pool ? "300" : "2"));
        // Both limits, for the JVM raises the soft one to the hard one.
        JarProcess ts = processes.run(List.of("bash", "-c", "ulimit -n " + DESCRIPTORS + " && exec " + server));
        ts.port();
        return ts;
    }

    private static void ask(RawClient client) throws Exception {
        client.sendLine("amazon.com");
        assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
    }

    private static long warnings(JarProcess ts) {
        return ts.err().stream()
                .filter(line -> line.contains("WARN") && line.contains("cannot accept on"))
                .count();
    }

    /** Until the process has used little of the processor for a while, whatever it had to do before. */
    private static void awaitIdleness(JarProcess ts) {
        Share share = new Share(ts.handle());
        await("idleness of " + ts).pollInterval(WINDOW).atMost(LIMIT).until(() -> share.sinceLast() < IDLE_SHARE);
    }

    /** How much of one processor a process uses. */
    private static final class Share {
        private final ProcessHandle process;
        private Duration used;
        private long at;

        Share(ProcessHandle process) {
            this.process = process;
            this.used = used();
            this.at = System.nanoTime();
        }

        double sinceLast() {
            Duration usedBefore = used;
            long before = at;
            used = used();
            at = System.nanoTime();
            return (double) used.minus(usedBefore).toNanos() / (at - before);
        }

        private Duration used() {
            return process.info().totalCpuDuration().orElseThrow();
        }
    }
}
