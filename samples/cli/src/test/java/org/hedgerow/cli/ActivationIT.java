package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.samples.support.Needed;
import org.hedgerow.testkit.HeldPort;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged servers on a socket that somebody else has opened, as systemd does. */
class ActivationIT extends ProgramFixture {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOOL = "systemd-socket-activate";
    private static final String RECORD = "amazon.com 94.5.6.7 A";
    private static final int REPLACEMENTS = 4;
    private static final int MOST_QUESTIONS = 100_000;

    private Path table;

    @BeforeEach
    void theToolIsThere() throws IOException {
        Needed.program(TOOL, "systemd");
        table = Files.writeString(directory.resolve("hosts.txt"), RECORD + "\n");
    }

    /** The holder keeps the socket while servers, of one transport and the other, come and go. */
    @ParameterizedTest
    @CsvSource({"nio,nio", "blocking,blocking", "nio,blocking"})
    void noClientNoticesThatServersAreReplaced(String one, String other) throws Exception {
        String server = shell(JarProcess.command("ts", "-", "--table", table.toString(), "--transport"));
        // The process number tells whom to end; the shell holds the socket as standard input throughout.
        String script = "for each in " + (one + " " + other + " ").repeat(REPLACEMENTS) + "; do " + server
                + " $each & echo SERVER $! >&2; wait $!; done";
        int port = heldPort();
        JarProcess holder = activate(port, "--inetd", "bash", "-c", script.replace(" & echo", " <&0 & echo"));
        awaitLines(holder, "Listening on .*", 1);

        Asker asker = new Asker(port);
        List<Long> servers = new ArrayList<>();
        askFirst(port);
        for (int i = 1; i <= REPLACEMENTS; i++) {
            awaitLines(holder, "READY ts 127\\.0\\.0\\.1:" + port + " .*", i);
            servers.add(serverOf(holder, i));
            asker.askMore();
            JarProcess.signal("TERM", servers.get(i - 1));
            // Asked while one server ends and the next is not there yet.
            asker.askUntil(() -> readyLines(holder) > servers.size());
            asker.askMore();
        }
        awaitLines(holder, "ts: \\d+ connections?, .* \\(graceful\\)", REPLACEMENTS);
        assertThat(asker.asked + asker.closedUnasked).isGreaterThanOrEqualTo(2 * REPLACEMENTS * Asker.ROUND);
        assertThat(asker.closedUnasked).isLessThanOrEqualTo(REPLACEMENTS);
        assertThat(holder.out()).as("standard output is the socket").isEmpty();
    }

    @Test
    void aProcessForEachConnection() throws Exception {
        int port = heldPort();
        List<String> server = JarProcess.command("ts", "-", "--table", table.toString());
        List<String> command = new ArrayList<>(List.of("--accept", "--inetd"));
        command.addAll(server);
        JarProcess holder = activate(port, command.toArray(String[]::new));
        awaitLines(holder, "Listening on .*", 1);

        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawClient client = processes.closeLater(RawClient.connect(port));
            client.sendLine("amazon.com");
            clients.add(client);
        }
        for (RawClient client : clients) {
            assertThat(client.readLine()).isEqualTo(RECORD + " IN");
        }
        List<ProcessHandle> each = holder.handle().children().toList();
        assertThat(each).hasSize(clients.size());
        for (RawClient client : clients) {
            client.shutdownOutput();
            assertThat(client.readToEnd()).as("nothing but the protocol").isEmpty();
        }
        // The tool says how its children have ended.
        awaitLines(holder, "Child \\d+ died with code 0", clients.size());
        assertThat(holder.out()).isEmpty();
        assertThat(holder.err()).noneMatch(line -> line.matches("(READY|ts:|worker|hedgerow:).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void overDnsItServesStreamsAndNoDatagrams(String transport) throws Exception {
        int port = heldPort();
        List<String> command = new ArrayList<>(List.of("--inetd"));
        command.addAll(
                JarProcess.command("ts", "-", "--table", table.toString(), "--wire", "dns", "--transport", transport));
        JarProcess holder = activate(port, command.toArray(String[]::new));
        awaitLines(holder, "Listening on .*", 1);

        JarProcess lookup = processes.start("lookup", "amazon.com", "dns+tcp://127.0.0.1:" + port, "--timeout", "30s");
        assertThat(lookup.exitCode()).as("%s, %s", lookup, holder).isZero();
        assertThat(lookup.out()).containsExactly("amazon.com 300 IN A 94.5.6.7");
        awaitLines(holder, "READY ts 127\\.0\\.0\\.1:" + port + " \\(dns on .*", 1);
        try (DatagramSocket free = new DatagramSocket(port, InetAddress.getByName("127.0.0.1"))) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
        holder.terminate();
        assertThat(holder.exitCode()).as("%s", holder).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void nothingIsPrintedWhereStandardErrorIsTheConnection(String transport) throws Exception {
        int port = heldPort();
        String server = shell(JarProcess.command("ts", "0", "--table", table.toString(), "-v"));
        JarProcess holder = activate(
                port, "--accept", "--inetd", "bash", "-c", "exec " + server + " --transport " + transport + " 2>&1");
        awaitLines(holder, "Listening on .*", 1);

        RawClient client = processes.closeLater(RawClient.connect(port));
        client.send("amazon.com\nnothinghere.com\n");
        client.shutdownOutput();
        assertThat(client.readToEnd()).isEqualTo(RECORD + " IN\n");
        awaitLines(holder, "Child \\d+ died with code 0", 1);
    }

    @Test
    void processesOfTheirOwnCannotShareIt() throws Exception {
        int port = heldPort();
        List<String> command = new ArrayList<>(List.of("--inetd"));
        command.addAll(JarProcess.command("ts", "0", "--table", table.toString(), "--processes", "2"));
        JarProcess holder = activate(port, command.toArray(String[]::new));
        awaitLines(holder, "Listening on .*", 1);
        processes.closeLater(RawClient.connect(port));

        assertThat(holder.exitCode()).isEqualTo(1);
        assertThat(holder.err()).last().asString().startsWith("hedgerow: --processes listen for themselves");
    }

    /**
     * Asks on connection after connection; any that is refused or reset, or has another answer, is an exception. One may be
     * closed in good order: where the server has accepted it, and is told to end before the question is there, it ends its
     * input, as {@link org.hedgerow.transport.Listener#drain} has it. Counted, for it can happen once for each server.
     */
    private static final class Asker {
        static final int ROUND = 50;

        private final int port;
        private int asked;
        private int closedUnasked;

        Asker(int port) {
            this.port = port;
        }

        void askMore() throws IOException {
            for (int i = 0; i < ROUND; i++) {
                ask();
            }
        }

        void askUntil(BooleanSupplier over) throws IOException {
            for (int i = 0; !over.getAsBoolean(); i++) {
                assertThat(i).as("questions during one replacement").isLessThan(MOST_QUESTIONS);
                ask();
            }
        }

        private void ask() throws IOException {
            try (RawClient client = RawClient.connect(port)) {
                client.sendLine("amazon.com");
                String reply = client.readLine();
                assertThat(reply).as("answer %s", asked).isEqualTo(RECORD + " IN");
                asked++;
            } catch (EOFException e) {
                closedUnasked++;
            }
        }
    }

    /** The tool starts its program at the first connection. */
    private void askFirst(int port) throws IOException {
        new Asker(port).ask();
    }

    private JarProcess activate(int port, String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of(TOOL, "-l", "127.0.0.1:" + port));
        whole.addAll(List.of(command));
        return processes.run(whole);
    }

    private static int readyLines(JarProcess holder) {
        return (int)
                holder.err().stream().filter(line -> line.startsWith("READY")).count();
    }

    private static long serverOf(JarProcess holder, int number) {
        Pattern server = Pattern.compile("SERVER (\\d+)");
        return holder.err().stream()
                .map(server::matcher)
                .filter(Matcher::matches)
                .skip(number - 1)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitLines(JarProcess holder, String regex, int count) {
        await(count + " times " + regex + " of " + holder)
                .atMost(LIMIT)
                .until(() -> holder.err().stream()
                                .filter(line -> line.matches(regex))
                                .count()
                        >= count);
    }

    private static String shell(List<String> command) {
        return String.join(" ", command);
    }

    /** The tool takes no port 0. */
    private int heldPort() throws IOException {
        return processes.closeLater(HeldPort.open()).number();
    }
}
