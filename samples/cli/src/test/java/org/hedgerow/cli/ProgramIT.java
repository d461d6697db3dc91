package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program as its users meet it: the demo, and the four processes that work together. */
class ProgramIT extends ProgramFixture {
    private static final String TS1 = "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n";
    private static final String TS2 = "www.princeton.edu 128.1.1.4 A\nGOOGLE.com 46.1.3.7 A\n";

    @Test
    void theDemoWritesTheFileOfTheCourseOnBothTransports() throws Exception {
        JarProcess nio = processes.start("demo", "--out", "nio.txt");
        JarProcess blocking = processes.start("demo", "--transport", "blocking", "--out", "blocking.txt");

        assertThat(nio.exitCode()).as("%s", nio).isZero();
        assertThat(blocking.exitCode()).as("%s", blocking).isZero();

        assertThat(directory.resolve("nio.txt")).hasBinaryContent(resource("RESOLVED.txt"));
        assertThat(directory.resolve("blocking.txt")).hasBinaryContent(resource("RESOLVED.txt"));
        assertThat(nio.out()).anyMatch(line -> line.matches(" +[0-9.]+ s  GOOGLE.com 46.1.3.7 A IN"));
        assertThat(nio.out()).last().asString().matches("5 names: 3 found, 2 timed out, .*");
        assertThat(nio.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void fourProcessesDoTheJobAndEndInGoodOrder(String transport) throws Exception {
        JarProcess ts1 = processes.ts(0, TS1, "--transport", transport);
        JarProcess ts2 = processes.ts(0, TS2, "--transport", transport);
        JarProcess rs = processes.rs(List.of(ts1.port(), ts2.port()), "--timeout", "1s", "--transport", transport);
        try (InputStream names = Hedgerow.class.getResourceAsStream("demo/PROJ2-HNS.txt")) {
            Files.copy(names, directory.resolve("PROJ2-HNS.txt"));
        }

        JarProcess client =
                processes.start("client", "localhost", Integer.toString(rs.port()), "--transport", transport);

        assertThat(client.exitCode()).as("%s", client).isZero();
        assertThat(directory.resolve("RESOLVED.txt")).hasBinaryContent(resource("RESOLVED.txt"));
        assertThat(client.out()).singleElement().asString().startsWith("5 names: 3 found, 2 timed out, ");
        assertThat(client.err()).as("no terminal, no progress").isEmpty();

        rs.terminate();
        assertThat(rs.exitCode()).as("%s", rs).isZero();
        ts1.terminate();
        ts2.terminate();
        assertThat(ts1.exitCode()).as("%s", ts1).isZero();
        assertThat(ts2.exitCode()).as("%s", ts2).isZero();
        String how = transport + (transport.equals("nio") ? " event-loops" : " thread-per-connection");
        assertThat(rs.out())
                .startsWith(
                        "READY rs 127.0.0.1:" + rs.port() + " (" + how + ", 2 upstreams)",
                        "rs: 1 connection, 5 questions, 3 found, 2 missed, 0 invalid (graceful)");
        assertThat(ts1.out())
                .startsWith(
                        "READY ts 127.0.0.1:" + ts1.port() + " (" + how + ", 2 records)",
                        "ts: 1 connection, 5 questions, 1 found, 4 missed, 0 invalid (graceful)");
    }

    @Test
    void aServerThatIsToldToEndAnswersWhatIsInFlight() throws Exception {
        JarProcess ts = processes.ts(0, TS1);
        JarProcess rs = processes.rs(List.of(ts.port()), "--timeout", "1s");
        var client = processes.client(rs);
        client.sendLine("nothinghere.com");
        client.sendLine("amazon.com");
        // Connections are accepted in order: when this reply is here, the one before is served, too.
        var witness = processes.client(rs);
        witness.sendLine("amazon.com");
        witness.readLine();

        rs.terminate();

        assertThat(client.readToEnd()).isEqualTo("nothinghere.com - TIMED OUT\namazon.com 94.5.6.7 A IN\n");
        client.close();
        witness.close();
        assertThat(rs.exitCode()).isZero();
        assertThat(rs.out().get(1)).endsWith("(graceful)");
    }

    @Test
    void aPortInUseEndsTheServerWithOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            JarProcess rs = processes.start("rs", Integer.toString(taken.getLocalPort()), "127.0.0.1", "1");

            assertThat(rs.exitCode()).isEqualTo(1);
            assertThat(rs.out()).isEmpty();
            assertThat(rs.err())
                    .singleElement()
                    .asString()
                    .startsWith("hedgerow: cannot listen on ")
                    .contains("in use");
        }
    }

    @Test
    void aClientWithoutAServerLeavesTheFileAsItWas() throws Exception {
        Files.writeString(directory.resolve("PROJ2-HNS.txt"), "amazon.com\n");
        Files.writeString(directory.resolve("RESOLVED.txt"), "before");

        JarProcess client = processes.start("client", "127.0.0.1", "1");

        assertThat(client.exitCode()).isEqualTo(1);
        assertThat(client.err()).containsExactly("hedgerow: cannot ask 127.0.0.1:1: Connection refused");
        assertThat(directory.resolve("RESOLVED.txt")).hasContent("before");
    }

    @Test
    void aWrongCommandLineEndsWithExitCode2() throws Exception {
        JarProcess wrong = processes.start("ts", "5001");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).first().isEqualTo("hedgerow: Missing required option: '--table=PATH'");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ProgramIT.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
