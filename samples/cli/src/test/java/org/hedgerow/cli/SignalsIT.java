package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hedgerow.samples.support.Needed;
import org.hedgerow.testkit.HeldPort;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals to the packaged servers. */
@DisabledOnOs(OS.WINDOWS)
class SignalsIT extends ProgramFixture {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SIGHUPS = 100;
    private static final int STARTS = 5;

    private Path table;

    @BeforeEach
    void nobodyIgnoresHangUps() throws IOException {
        Path status = Path.of("/proc/self/status");
        // Bit 0 of what the process ignores; children inherit it, as under nohup.
        assumeFalse(
                Files.isReadable(status)
                        && Files.readAllLines(status).stream().anyMatch(line -> line.matches("SigIgn:.*[13579bdf]")),
                "SIGHUP is ignored here, as under nohup");
        table = directory.resolve("hosts.txt");
        write("amazon.com 94.5.6.7 A\n");
    }

    @Test
    void aChangedTableIsServedAndABrokenOneIsNot() throws Exception {
        JarProcess ts = start("--poll", "0");
        RawClient client = processes.client(ts);
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 94.5.6.7 A IN");

        write("amazon.com 1.2.3.4 A\nnew.org 5.6.7.8\n");
        ts.signal("HUP");
        awaitLine(ts, ".* INFO .*reloaded " + table + ": 2 records");
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 1.2.3.4 A IN");
        assertThat(ask(client, "new.org")).isEqualTo("new.org 5.6.7.8 A IN");

        write("amazon.com 9.9.9.9 A\nbad\nworse\n");
        ts.signal("HUP");
        awaitLine(ts, ".* WARN .*kept the table in use: " + table + ":2: expected .* \\(and 1 more\\)");
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 1.2.3.4 A IN");

        Files.delete(table);
        ts.signal("HUP");
        awaitLine(ts, ".* WARN .*kept the table in use: cannot read " + table + ": no such file or directory");
        assertThat(ask(client, "new.org")).isEqualTo("new.org 5.6.7.8 A IN");
        client.close();
        end(ts, "TERM");
        assertThat(ts.err()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void manyHangUpsDuringQueriesLoseNothing(String transport) throws Exception {
        JarProcess ts = start("--transport", transport);
        RawClient client = processes.client(ts);
        for (int i = 1; i <= SIGHUPS; i++) {
            String address = "10.0.0." + i;
            write("amazon.com " + address + " A\n");
            ts.signal("HUP");
            // The signal may not have been heeded yet, the first one neither.
            assertThat(ask(client, "amazon.com")).matches("amazon.com (94\\.5\\.6\\.7|10\\.0\\.0\\.\\d+) A IN");
        }
        // A signal may be one with the one before it, but never with none after the last change.
        await().atMost(LIMIT).until(() -> ask(client, "amazon.com").equals("amazon.com 10.0.0." + SIGHUPS + " A IN"));
        client.close();
        end(ts, "TERM");
        assertThat(ts.err()).hasSizeBetween(1, SIGHUPS).allMatch(line -> line.contains("reloaded"));
    }

    @Test
    void aRootServerHasNothingToReload() throws Exception {
        JarProcess ts = start();
        JarProcess rs = processes.rs(List.of(ts.port()));
        rs.signal("HUP");
        awaitLine(rs, ".* INFO .*nothing to reload.*");
        RawClient client = processes.client(rs);
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 94.5.6.7 A IN");
        client.close();
        end(rs, "TERM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void eitherSignalLetsWhatIsInFlightFinish(String signal) throws Exception {
        JarProcess ts = start();
        JarProcess rs = processes.rs(List.of(ts.port()), "--timeout", "1s");
        RawClient client = processes.client(rs);
        client.sendLine("nothinghere.com");
        client.sendLine("amazon.com");
        // Connections are accepted in order: when this reply is here, the one before is served, too.
        RawClient witness = processes.client(rs);
        assertThat(ask(witness, "amazon.com")).isEqualTo("amazon.com 94.5.6.7 A IN");
        rs.signal(signal);

        assertThat(client.readToEnd()).isEqualTo("nothinghere.com - TIMED OUT\namazon.com 94.5.6.7 A IN\n");
        client.close();
        witness.close();
        assertThat(rs.exitCode()).as("%s", rs).isZero();
        assertThat(rs.out().get(1)).endsWith("(graceful)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aTerminationAtTheFirstConnectionIsNoFailure(String transport) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            int port = processes.closeLater(HeldPort.open()).number();
            JarProcess ts = processes.start(
                    "ts", Integer.toString(port), "--table", table.toString(), "--transport", transport);
            RawClient first = await().atMost(LIMIT)
                    .ignoreExceptionsInstanceOf(ConnectException.class)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> processes.closeLater(RawClient.connect(port)), Objects::nonNull);
            ts.terminate();

            first.close(); // the system may have reset it, if the server has not accepted it yet
            assertThat(ts.exitCode()).as("%s", ts).isZero();
            assertThat(ts.out()).as("%s", ts).anyMatch(line -> line.endsWith("(graceful)"));
            assertThat(ts.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--processes=2"})
    void aTerminationBeforeThereIsATableIsNoFailure(String more) throws Exception {
        processes.closeLater(new Restless());
        JarProcess ts = startWithout(more);
        awaitLook(ts);
        ts.terminate();

        assertThat(ts.exitCode()).as("%s", ts).isZero();
        assertThat(ts.out()).as("it never listened").isEmpty();
        assertThat(ts.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--processes=2"})
    void hangUpsBeforeThereIsATableAreNotLost(String more) throws Exception {
        Restless writer = new Restless();
        JarProcess ts = startWithout(more);
        awaitLook(ts);
        ts.signal("HUP");
        ts.signal("HUP");
        writer.close();
        write("amazon.com 1.2.3.4 A\n");

        RawClient client = processes.client(ts);
        await().atMost(LIMIT).until(() -> ask(client, "amazon.com").equals("amazon.com 1.2.3.4 A IN"));
        if (more.isEmpty()) { // else each process has read it after that anyway
            awaitLine(ts, ".* INFO .*reloaded " + table + ": 1 record");
        }
        client.close();
        end(ts, "TERM");
    }

    /** Somebody who never stops writing the table, so that a server waits for it. */
    private final class Restless implements AutoCloseable {
        private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();

        Restless() {
            writer.scheduleWithFixedDelay(this::writeMore, 0, 5, TimeUnit.MILLISECONDS);
        }

        private void writeMore() {
            try {
                Files.writeString(table, "#", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            writer.shutdown();
            await().atMost(LIMIT).until(writer::isTerminated);
        }
    }

    private JarProcess startWithout(String more) throws IOException {
        List<String> args = new ArrayList<>(List.of("ts", "0", "--table", table.toString()));
        if (!more.isEmpty()) {
            args.add(more);
        }
        return processes.start(args.toArray(String[]::new));
    }

    /** Waits until the server looks for its table, which Linux shows by a thread of that name. */
    private static void awaitLook(JarProcess ts) {
        Path threads = Path.of("/proc", Long.toString(ts.handle().pid()), "task");
        Needed.that(Files.isReadable(threads), "this system does not show the threads of a process");
        await().atMost(LIMIT).until(() -> {
            try (Stream<Path> all = Files.list(threads)) {
                return all.anyMatch(SignalsIT::isOfTable);
            }
        });
    }

    private static boolean isOfTable(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith("hedgerow-table");
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private JarProcess start(String... more) throws IOException {
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"ts", "0", "--table", table.toString()}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        JarProcess ts = processes.start(args);
        ts.port();
        return ts;
    }

    /** As an editor does it: the file is there as a whole, or not at all. */
    private void write(String records) throws IOException {
        Path whole = Files.writeString(directory.resolve("hosts.new"), records);
        Files.move(whole, table, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String ask(RawClient client, String name) throws IOException {
        client.sendLine(name);
        return client.readLine();
    }

    private static void awaitLine(JarProcess server, String regex) {
        await("a line " + regex + " of " + server)
                .atMost(LIMIT)
                .until(() -> server.err().stream().anyMatch(line -> line.matches(regex)));
    }

    private static void end(JarProcess server, String signal) throws Exception {
        server.signal(signal);
        assertThat(server.exitCode()).as("%s", server).isZero();
    }
}
