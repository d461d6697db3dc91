package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.samples.support.Needed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program over DNS, alone and together with servers of the line protocol. */
class DnsProgramIT extends ProgramFixture {
    private static final String TS1 = "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n";
    private static final String TS2 = "www.princeton.edu 128.1.1.4 A\nipv6.example 2001:db8::1\n";
    private static final String NAMES = "amazon.com\nwww.princeton.edu\nnothinghere.com\nipv6.example\n";

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void fourProcessesDoTheJobOverDnsAndEndInGoodOrder(String transport) throws Exception {
        JarProcess ts1 = processes.ts(0, TS1, "--wire", "dns", "--transport", transport);
        JarProcess ts2 = processes.ts(0, TS2, "--wire", "dns", "--transport", transport);
        JarProcess rs = rs(
                "--wire",
                "dns",
                "--transport",
                transport,
                "dns://127.0.0.1:" + ts1.port(),
                "dns+tcp://localhost:" + ts2.port());

        JarProcess client = client(rs, "--wire", "dns", "--transport", transport);

        assertThat(directory.resolve("RESOLVED.txt")).hasContent("""
                amazon.com 94.5.6.7 A IN
                www.princeton.edu 128.1.1.4 A IN
                nothinghere.com - NOT FOUND
                ipv6.example 2001:db8::1 AAAA IN
                """);
        assertThat(client.out()).singleElement().asString().startsWith("4 names: 3 found, 1 not found, 0 timed out, ");

        String how = transport + (transport.equals("nio") ? " event-loops" : " thread-per-connection");
        endsInGoodOrder(rs, "rs", "dns on " + how + ", 2 upstreams", "0 connections, \\d+ questions?, 3 found");
        // Datagrams are none of the connections; whoever is asked over a stream has some.
        endsInGoodOrder(ts1, "ts", "dns on " + how + ", 2 records", "0 connections, \\d+ questions?, 1 found");
        endsInGoodOrder(ts2, "ts", "dns on " + how + ", 2 records", "[1-9]\\d* connections?, \\d+ questions?, 2 found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aFrontOfDnsHasTableServersOfEitherProtocol(String transport) throws Exception {
        JarProcess ts1 = processes.ts(0, TS1, "--transport", transport);
        JarProcess ts2 = processes.ts(0, TS2, "--wire", "dns", "--transport", transport);
        JarProcess rs = rs(
                "--wire",
                "dns",
                "--timeout",
                "1s",
                "--transport",
                transport,
                "127.0.0.1",
                "" + ts1.port(),
                "dns://127.0.0.1:" + ts2.port());

        client(rs, "--wire", "dns", "--transport", transport);

        // One says that there is no such name, without a zone, and the other is silent, and may have it. Whoever says
        // that
        // a name has no such type has the name.
        assertThat(directory.resolve("RESOLVED.txt")).hasContent("""
                amazon.com 94.5.6.7 A IN
                www.princeton.edu 128.1.1.4 A IN
                nothinghere.com - FAILED (the server says SERVFAIL (No Reachable Authority))
                ipv6.example 2001:db8::1 AAAA IN
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aFrontOfTheLineProtocolHasTableServersOfEither(String transport) throws Exception {
        JarProcess ts1 = processes.ts(0, TS1, "--transport", transport);
        JarProcess ts2 = processes.ts(0, TS2, "--wire", "dns", "--transport", transport);
        JarProcess rs = rs(
                "--timeout",
                "1s",
                "--transport",
                transport,
                "line://127.0.0.1:" + ts1.port(),
                "dns://127.0.0.1:" + ts2.port());

        client(rs, "--transport", transport);

        assertThat(directory.resolve("RESOLVED.txt")).hasContent("""
                amazon.com 94.5.6.7 A IN
                www.princeton.edu 128.1.1.4 A IN
                nothinghere.com - TIMED OUT
                ipv6.example 2001:db8::1 AAAA IN
                """);
    }

    @Test
    void thePolicySaysWhatANoMeansWhileOthersAreSilent() throws Exception {
        JarProcess silent = processes.ts(0, TS1);
        JarProcess ts = processes.ts(0, TS1, "--wire", "dns");
        String[] upstreams = {"line://127.0.0.1:" + silent.port(), "dns://127.0.0.1:" + ts.port()};
        JarProcess replicated =
                rs("--wire", "dns", "--policy", "replicated", "--timeout", "1m", upstreams[0], upstreams[1]);
        JarProcess partitioned = rs("--wire", "dns", "--timeout", "300ms", upstreams[0], upstreams[1]);

        assertLookup(replicated, "nothere.edu", 3, "hedgerow: nothere.edu/A: no such name (NXDOMAIN)");
        assertLookup(
                partitioned,
                "nothere.edu",
                1,
                "hedgerow: nothere.edu/A: the server says SERVFAIL (No Reachable Authority) (SERVER_FAILURE at dns://127.0.0.1:"
                        + partitioned.port() + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "dns, amazon.com, 0, found, ",
        "dns+tcp, amazon.com, 0, found, ",
        "dns, nothere.edu, 3, not-found, NXDOMAIN",
        "dns+tcp, amazon.com/MX, 3, not-found, NODATA",
    })
    void aLookUpTellsByItsExitCode(String scheme, String asked, int exitCode, String outcome, String reason)
            throws Exception {
        JarProcess ts = processes.ts(0, TS1, "--wire", "dns");
        String server = scheme + "://127.0.0.1:" + ts.port();

        JarProcess text = processes.start("lookup", asked, server);
        JarProcess json = processes.start("lookup", asked, server, "--json", "--transport", "blocking");

        assertThat(text.exitCode()).as("%s", text).isEqualTo(exitCode);
        assertThat(json.exitCode()).as("%s", json).isEqualTo(exitCode);
        if (exitCode == 0) {
            assertThat(text.out()).containsExactly("amazon.com 300 IN A 94.5.6.7");
        } else {
            assertThat(text.out()).isEmpty();
            assertThat(text.err()).singleElement().asString().endsWith("(" + reason + ")");
        }
        assertThat(json.err()).isEmpty();
        assertThat(json.out()).hasSize(1);
        JsonObject object = JsonParser.parseString(json.out().get(0)).getAsJsonObject();
        assertThat(object.get("outcome").getAsString()).isEqualTo(outcome);
        assertThat(object.get("reason").isJsonNull()).isEqualTo(reason == null);
    }

    @Test
    void aLookUpOverTheLineProtocol() throws Exception {
        JarProcess ts = processes.ts(0, TS1);

        JarProcess found = processes.start("lookup", "AMAZON.com", "line://127.0.0.1:" + ts.port());
        JarProcess silence =
                processes.start("lookup", "nothere.edu", "line://127.0.0.1:" + ts.port(), "--timeout", "300ms");
        JarProcess wrong = processes.start("lookup", "amazon.com/MX", "line://127.0.0.1:" + ts.port());

        assertThat(found.exitCode()).as("%s", found).isZero();
        assertThat(found.out()).containsExactly("amazon.com 300 IN A 94.5.6.7");
        assertThat(silence.exitCode()).as("%s", silence).isEqualTo(1);
        assertThat(silence.err()).singleElement().asString().contains("no answer in time (TIMEOUT at line://");
        assertThat(wrong.exitCode()).isEqualTo(2);
        ts.terminate();
        assertThat(ts.exitCode()).isZero();
        assertThat(ts.out()).as("none was reset").noneMatch(line -> line.startsWith("failed"));
    }

    @Test
    void aClientOfNobodySaysSo() throws Exception {
        Files.writeString(directory.resolve("PROJ2-HNS.txt"), "amazon.com\n");

        JarProcess client = processes.start("client", "127.0.0.1", "1", "--wire", "dns");

        assertThat(client.exitCode()).as("%s", client).isEqualTo(1);
        assertThat(client.err()).containsExactly("hedgerow: cannot ask 127.0.0.1:1: port unreachable");
        assertThat(directory.resolve("RESOLVED.txt")).doesNotExist();
    }

    @Test
    void digIsAnsweredOverDatagramsAndStreams() throws Exception {
        Needed.program("dig", "bind9-dnsutils");
        JarProcess ts = processes.ts(0, TS1 + TS2, "--wire", "dns");
        JarProcess rs = rs("--wire", "dns", "dns://127.0.0.1:" + ts.port());

        List<String> table = dig(ts, "www.princeton.edu");
        assertThat(table).contains("www.princeton.edu.\t300\tIN\tA\t128.1.1.4");
        assertThat(table).anyMatch(line -> line.matches(".*status: NOERROR.*"));
        assertThat(table).anyMatch(line -> line.startsWith(";; flags: qr aa rd;"));
        assertThat(dig(ts, "+tcp", "ipv6.example", "AAAA")).contains("ipv6.example.\t\t300\tIN\tAAAA\t2001:db8::1");
        assertThat(dig(rs, "nothinghere.com")).anyMatch(line -> line.matches(".*status: NXDOMAIN.*"));
        assertThat(dig(rs, "www.princeton.edu")).anyMatch(line -> line.startsWith(";; flags: qr rd ra;"));
    }

    private List<String> dig(JarProcess server, String... query) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("dig", "@127.0.0.1", "-p", Integer.toString(server.port()), "+tries=3", "+timeout=10"));
        command.addAll(List.of(query));
        JarProcess dig = processes.run(command);
        assertThat(dig.exitCode()).as("%s", dig).isZero();
        return dig.out();
    }

    private void assertLookup(JarProcess server, String name, int exitCode, String error) throws Exception {
        JarProcess lookup = processes.start("lookup", name, "dns://127.0.0.1:" + server.port(), "--timeout", "20s");
        assertThat(lookup.exitCode()).as("%s", lookup).isEqualTo(exitCode);
        assertThat(lookup.err()).containsExactly(error);
    }

    private JarProcess rs(String... more) throws IOException {
        return processes.rs(List.of(), more);
    }

    private JarProcess client(JarProcess rs, String... more) throws Exception {
        Files.writeString(directory.resolve("PROJ2-HNS.txt"), NAMES);
        List<String> args = new ArrayList<>(List.of("client", "localhost", Integer.toString(rs.port())));
        args.addAll(List.of(more));
        JarProcess client = processes.start(args.toArray(String[]::new));
        assertThat(client.exitCode()).as("%s", client).isZero();
        assertThat(client.err()).isEmpty();
        return client;
    }

    private static void endsInGoodOrder(JarProcess server, String kind, String ready, String totals) throws Exception {
        server.terminate();
        assertThat(server.exitCode()).as("%s", server).isZero();
        assertThat(server.err()).isEmpty();
        assertThat(server.out().get(0)).isEqualTo("READY " + kind + " 127.0.0.1:" + server.port() + " (" + ready + ")");
        assertThat(server.out().get(1)).matches(kind + ": " + totals + ", \\d+ missed, 0 invalid \\(graceful\\)");
    }
}
