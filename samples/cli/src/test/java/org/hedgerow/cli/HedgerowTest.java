package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HedgerowTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "ts --help",
                "rs --help",
                "client --help",
                "lookup --help",
                "demo --help",
                "completion --help",
                "help",
                "help rs",
                "rs -h"
            })
    void everyCommandExplainsItselfAndTheExitCodes(String line) {
        Run run = Run.of(line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: hedgerow ")
                .contains("  0   done")
                .contains("  1   failed")
                .contains("  2   the command line is wrong");
    }

    @Test
    void usageHasTheFormsOfTheCourse() {
        assertThat(Run.of("rs", "--help").out())
                .startsWith("Usage: hedgerow rs [OPTIONS] <port> <tsHost> <tsPort> [<tsHost> <tsPort> ...]\n"
                        + "       hedgerow rs [OPTIONS] <port> <uri> [<uri> ...]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "client --version"})
    void tellsItsVersion(String line) {
        Run run = Run.of(line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("hedgerow ").hasLineCount(1);
    }

    @Test
    void printsACompletionScript() {
        Run run = Run.of("completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_hedgerow", "--fail-fast")
                .contains("lookup", "--json", "--wire", "line\" \"dns", "--policy", "partitioned\" \"replicated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                | Missing required subcommand
                    unknown                           | Unmatched argument at index 0: 'unknown'
                    ts                                | Missing required parameter: '<port>'
                    ts 0                              | Missing required option: '--table=PATH'
                    ts x --table t                    | <port>: expected a port from 0 to 65535, found "x"
                    ts -1 --table t                   | <port>: expected a port from 0 to 65535, found "-1"
                    ts 0 --table t --concurrency fork | --concurrency: expected one of event-loop, event-loops, event-loops-reuseport, thread-per-connection, prethreaded-accept, prethreaded-handoff, found "fork"
                    ts 0 --table t --workers 0        | --workers: expected a number from 1 to 999999, found "0"
                    ts 0 --table t --processes x      | --processes: expected a number from 1 to 999999, found "x"
                    ts 0 --table t --threads green    | --threads: expected platform or virtual, found "green"
                    ts 0 --table t --selector select  | --selector: expected epoll or poll, found "select"
                    ts 0 --table t --idle 5           | --idle: expected a time such as 500ms, 5s or 1m, found "5"
                    ts 0 --table t --format xml       | --format: expected auto or table or hosts or zone, found "xml"
                    ts 0 --table t --poll 0s          | --poll: expected a time such as 500ms, 5s or 1m, found "0s"
                    ts 0 --table t --admin 9100       | --admin: expected HOST:PORT, with brackets around an IPv6 address, found "9100"
                    ts 0 --table t --admin ::1:9100   | --admin: expected HOST:PORT, with brackets around an IPv6 address, found "::1:9100"
                    ts 0 --table t --admin h:0 --processes 2 | --admin tells of one process, and --processes makes several
                    ts 0 --table t --wire udp         | --wire: expected line or dns, found "udp"
                    ts 0 --table t --rate 5           | --rate limits datagrams, which --wire line has none of
                    rs 0 localhost 1 --rate 5         | --rate limits datagrams, which --wire line has none of
                    rs 0 h 1 --wire dns --rate -5     | --rate: expected a number from 0 to 999999, found "-5"
                    rs 0                              | Missing required parameter: '<tsHost> <tsPort>'
                    rs 0 localhost                    | Expected pairs of <tsHost> <tsPort>, found "localhost"
                    rs 0 localhost 5001 localhost     | Expected pairs of <tsHost> <tsPort>, found "localhost 5001 localhost"
                    rs 0 localhost 0                  | <tsPort>: expected a port from 1 to 65535, found "0"
                    rs 0 localhost dns://127.0.0.1    | Expected pairs of <tsHost> <tsPort>, found "localhost"
                    rs 0 dns://h h 1 h dns://h h 2    | Expected pairs of <tsHost> <tsPort>, found "h 1 h"
                    rs 0 tcp://127.0.0.1:1            | "tcp://127.0.0.1:1": expected line://HOST:PORT, dns://HOST[:PORT] or dns+tcp://HOST[:PORT], found the scheme "tcp"
                    rs 0 h 1 line://127.0.0.1         | "line://127.0.0.1": expected a port, as in line://HOST:PORT, found none
                    rs 0 dns://127.0.0.1:99999        | "dns://127.0.0.1:99999": expected a port from 1 to 65535, found "99999"
                    rs 0 localhost 1 --policy any     | --policy: expected partitioned or replicated or best-effort, found "any"
                    rs 0 localhost 1 --grace 5s       | expected a --grace below the time for an answer, which is over before it
                    rs 0 localhost 1 --timeout 5      | --timeout: expected a time such as 500ms, 5s or 1m, found "5"
                    rs 0 localhost 1 --timeout 0s     | --timeout: expected a time such as 500ms, 5s or 1m, found "0s"
                    rs 0 localhost 1 --timeout=-1s    | --timeout: expected a time such as 500ms, 5s or 1m, found "-1s"
                    client localhost                  | Missing required parameter: '<port>'
                    client localhost 65536            | <port>: expected a port from 1 to 65535, found "65536"
                    client localhost 1 --window 0     | --window: expected 1 to 1024, found 0
                    client localhost 1 --window 1025  | --window: expected 1 to 1024, found 1025
                    client localhost 1 --wire udp     | --wire: expected line or dns, found "udp"
                    lookup                            | Missing required parameters: 'NAME[/TYPE]', 'SERVER_URI'
                    lookup a.com                      | Missing required parameter: 'SERVER_URI'
                    lookup a.com 127.0.0.1:53         | "127.0.0.1:53": expected line://HOST:PORT, dns://HOST[:PORT] or dns+tcp://HOST[:PORT], found no "://"
                    lookup a..com dns://127.0.0.1     | NAME[/TYPE]: expected a domain name (labels of 1 to 63 octets, 253 in all, no blanks), found "a..com"
                    lookup a.com/A dns://h/           | "dns://h/": expected nothing after host and port, found "/"
                    lookup a.com/MX line://h:1        | NAME[/TYPE]: the line protocol carries addresses only, expected the type A or AAAA, found "MX"
                    demo now                          | Unmatched argument at index 1: 'now'
                    """)
    void aWrongCommandLineIsToldInOneLineWithExitCode2(String line, String error) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasSize(2).first().isEqualTo("hedgerow: " + error);
        assertThat(run.err().get(1)).matches("Try 'hedgerow( \\w+)? --help'\\.");
    }

    @Test
    void aBadTableIsToldLineByLine() throws IOException {
        Path table = Files.writeString(directory.resolve("ts1.txt"), "a.com 1.2.3.400\nb.com 1.2.3.4\nc.com\n");

        Run run = Run.of("ts", "0", "--table", table.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .containsExactly(
                        "hedgerow: " + table + ":1: expected an IPv4 or IPv6 address, found \"1.2.3.400\"",
                        "hedgerow: " + table + ":3: expected \"Name IPaddress [Type]\", found \"c.com\"");
    }

    @Test
    void aMissingTableIsToldInOneLine() {
        Path table = directory.resolve("none.txt");

        failsWith("cannot read " + table + ": no such file or directory", "ts", "0", "--table", table.toString());
    }

    @Test
    void aBadFileOfADirectoryIsToldWithItsName() throws IOException {
        Files.writeString(directory.resolve("1.txt"), "a.com 1.2.3.4\n");
        Path bad = Files.writeString(directory.resolve("2.txt"), "b.com 1.2.3.400\n");

        failsWith(
                bad + ":1: expected an IPv4 or IPv6 address, found \"1.2.3.400\"",
                "ts",
                "0",
                "--table",
                directory.toString());
    }

    @Test
    void anUnknownTransportIsToldWithThoseThatAreKnown() {
        failsWith(
                "no transport \"carrier-pigeon\" here, only [blocking, nio]", "demo", "--transport", "carrier-pigeon");
    }

    @Test
    void aTransportThatLacksTheModelIsToldWithThoseThatItHas() {
        failsWith(
                "the transport \"blocking\" has no event-loop, only [thread-per-connection, prethreaded-accept,"
                        + " prethreaded-handoff]",
                "rs",
                "0",
                "localhost",
                "1",
                "--transport",
                "blocking",
                "--concurrency",
                "event-loop");
    }

    @Test
    void aPortIsNeededWhereStandardInputIsNoSocket() {
        failsWith("standard input is no TCP socket, expected a port instead of -", "rs", "-", "localhost", "1");
    }

    @Test
    void helpDoesNotTellWhatIsForChildrenOnly() {
        assertThat(Run.of("ts", "--help").out()).contains("--processes=N").doesNotContain("--supervised");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aPortInUseIsToldInOneLine(String transport) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            Run run = Run.of("rs", port, "127.0.0.1", "1", "--transport", transport);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("hedgerow: cannot listen on ")
                    .contains(port, "in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void overDnsAPortForDatagramsInUseIsToldInOneLine(String transport) throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            Run run = Run.of("rs", port, "dns://127.0.0.1:1", "--wire", "dns", "--transport", transport);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("hedgerow: cannot listen on 127.0.0.1:" + port)
                    .contains("in use");
        }
    }

    @Test
    void verboseAddsTheStackTrace() {
        Run run = Run.of("-v", "demo", "--transport", "carrier-pigeon");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).first().asString().startsWith("hedgerow: no transport");
        assertThat(run.err()).anyMatch(line -> line.contains("at org.hedgerow.cli."));
    }

    private static void failsWith(String error, String... args) {
        Run run = Run.of(args);

        assertThat(run.err()).containsExactly("hedgerow: " + error);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }
}
