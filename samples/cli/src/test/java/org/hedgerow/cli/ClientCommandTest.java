package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hedgerow.Failed;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.tables.TableFile;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCommandTest {
    @TempDir
    Path directory;

    private final Transport transport = Transport.named("nio");
    private Path names;
    private Path resolved;

    @BeforeEach
    void nameFiles() throws IOException {
        names = Files.writeString(directory.resolve("names.txt"), "www.princeton.edu\n");
        resolved = Files.writeString(directory.resolve("RESOLVED.txt"), "what was there before\n");
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void writesRepliesInTheOrderOfTheNames(String name) throws IOException {
        int port = serve("www.princeton.edu 128.1.1.4\nGOOGLE.com 46.1.3.7\nipv6.example 2001:db8::1\n");
        Files.writeString(names, "google.COM\r\n\n  Nothing.here \nipv6.example\nwww.princeton.edu");

        Run run = ask(port, "--transport", name);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("4 names: 3 found, 1 timed out, ").endsWith(" -> " + resolved + "\n");
        assertThat(resolved).hasContent("""
                        GOOGLE.com 46.1.3.7 A IN
                        Nothing.here - TIMED OUT
                        ipv6.example 2001:db8::1 AAAA IN
                        www.princeton.edu 128.1.1.4 A IN
                        """);
        assertThat(filesIn(directory)).containsExactlyInAnyOrder("names.txt", "RESOLVED.txt");
    }

    @ParameterizedTest
    @CsvSource({"nio, 1", "nio, 64", "nio, 1024", "blocking, 64"})
    void asksThousandsOfNames(String name, String window) throws IOException {
        int port = serve(lines(i -> "name" + i + ".example 10.0." + i / 256 + "." + i % 256));
        Files.writeString(names, lines(i -> "NAME" + i + ".example"));

        Run run = ask(port, "--transport", name, "--window", window);

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(Files.readString(resolved))
                .isEqualTo(lines(i -> "name" + i + ".example 10.0." + i / 256 + "." + i % 256 + " A IN"));
    }

    @Test
    void aNameMayBeAskedTwice() throws IOException {
        int port = serve("a.com 1.2.3.4\n");
        Files.writeString(names, "a.com\nA.com\nb.com\nB.com\na.com\n");

        Run run = ask(port);

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(resolved)
                .hasContent(
                        "a.com 1.2.3.4 A IN\na.com 1.2.3.4 A IN\nb.com - TIMED OUT\nB.com - TIMED OUT\na.com 1.2.3.4 A IN\n");
    }

    @Test
    void noNamesAreNoTrouble() throws IOException {
        Files.writeString(names, "\n");

        Run run = ask(1);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("0 names: 0 found, 0 timed out, ");
        assertThat(resolved).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aServerThatIsNotThereIsToldInOneLine(String name) throws IOException {
        ResolverServer gone = server("").start();
        int port = ((InetSocketAddress) gone.address()).getPort();
        gone.close();

        Run run = ask(port, "--transport", name);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly("hedgerow: cannot ask 127.0.0.1:" + port + ": Connection refused");
        assertThat(resolved).hasContent("what was there before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aServerThatGoesAwayIsToldInOneLine(String name) throws IOException {
        try (BareTableServer dying = BareTableServer.start(query -> {
            throw new IllegalStateException("the server dies");
        })) {
            Run run = ask(dying.port(), "--transport", name);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("hedgerow: cannot ask 127.0.0.1:" + dying.port() + ": ");
            assertThat(resolved).hasContent("what was there before");
        }
    }

    @Test
    void allBadNamesAreToldAndNothingIsAsked() throws IOException {
        int port = serve("");
        Files.writeString(names, "good.com\n\nno good.com\nbad..com\n");

        Run run = ask(port);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly(
                        "hedgerow: " + names + ":3: expected a domain name, found \"no good.com\"",
                        "hedgerow: " + names + ":4: expected a domain name, found \"bad..com\"");
        assertThat(resolved).hasContent("what was there before");
    }

    @Test
    void aMissingFileOfNamesIsToldInOneLine() throws IOException {
        Files.delete(names);

        assertThat(ask(1).err()).containsExactly("hedgerow: cannot read " + names + ": no such file or directory");
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldBeforeAnythingIsAsked() {
        resolved = directory.resolve("missing").resolve("RESOLVED.txt");

        assertThat(ask(1).err()).containsExactly("hedgerow: cannot write " + resolved + ": no such directory");
    }

    @Test
    void anUnknownHostIsToldInOneLine() {
        Run run = Run.of(
                "client", "no-such-host.invalid", "1", "--names", names.toString(), "--out", resolved.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsExactly("hedgerow: unknown host: no-such-host.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void writesWhatAServerOfDnsSays(String name) throws IOException {
        int port = serveDns("www.princeton.edu 128.1.1.4\nGOOGLE.com 46.1.3.7\nipv6.example 2001:db8::1\n");
        Files.writeString(names, "google.COM\nNothing.here\nipv6.example\nwww.princeton.edu\nbroken.example\n");

        Run run = ask(port, "--wire", "dns", "--transport", name);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("5 names: 3 found, 1 not found, 0 timed out, 1 failed, ");
        assertThat(resolved).hasContent("""
                        GOOGLE.com 46.1.3.7 A IN
                        Nothing.here - NOT FOUND
                        ipv6.example 2001:db8::1 AAAA IN
                        www.princeton.edu 128.1.1.4 A IN
                        broken.example - FAILED (the server says SERVFAIL (No Reachable Authority))
                        """);
    }

    @ParameterizedTest
    @CsvSource({"nio, 1", "nio, 64", "nio, 1024", "blocking, 64"})
    void asksThousandsOfNamesOverDns(String name, String window) throws IOException {
        int port = serveDns(lines(i -> "name" + i + ".example 10.0." + i / 256 + "." + i % 256));
        Files.writeString(names, lines(i -> "NAME" + i + ".example"));

        Run run = ask(port, "--wire", "dns", "--transport", name, "--window", window);

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(Files.readString(resolved))
                .isEqualTo(lines(i -> "name" + i + ".example 10.0." + i / 256 + "." + i % 256 + " A IN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aRootServerOfBareNamesIsAskedForOneAfterTheOther(String name) throws Exception {
        Files.writeString(names, lines(i -> "NAME" + i + ".example"));
        try (BareTableServer server = BareTableServer.start(query -> {
            int number = Integer.parseInt(query.substring("NAME".length(), query.length() - ".example".length()));
            return number % 10 == 0 ? query + " - TIMED OUT" : "name" + number + ".example 10.0.0.1 A IN";
        })) {
            Run run = ask(server.port(), "--bare", "--transport", name);

            assertThat(run.exitCode()).as("%s", run.err()).isZero();
            assertThat(run.out()).startsWith("5000 names: 4500 found, 500 timed out, ");
            assertThat(server.received()).hasSize(5000).startsWith("NAME0.example", "NAME1.example");
        }
    }

    @Test
    void aMissInTheServersOwnWordsIsTimedOutAndCostsNoOtherName() throws Exception {
        Files.writeString(names, "a.com\nb.com\nc.com\n");
        try (BareTableServer server = BareTableServer.start(query -> switch (query) {
            case "b.com" -> "b.com - Error:HOST NOT FOUND";
            default -> query + " 10.0.0.1 A IN";
        })) {
            Run run = ask(server.port(), "--bare", "--timeout", "1ms");

            assertThat(run.exitCode()).as("%s", run.err()).isZero();
            assertThat(resolved).hasContent("a.com 10.0.0.1 A IN\nb.com - TIMED OUT\nc.com 10.0.0.1 A IN\n");
        }
    }

    @Test
    void bareNamesAreNoMatterOfDns() {
        Run run = ask(1, "--bare", "--wire", "dns");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).first().asString().contains("--bare is for the line protocol, not for --wire dns");
    }

    @Test
    void theLongestTimeoutIsNoTrouble() throws IOException {
        Run run = ask(serve("www.princeton.edu 128.1.1.4\n"), "--timeout", "999999999m");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(resolved).hasContent("www.princeton.edu 128.1.1.4 A IN");
    }

    private Run ask(int port, String... more) {
        Stream<String> args = Stream.of(
                "client",
                "127.0.0.1",
                Integer.toString(port),
                "--names",
                names.toString(),
                "--out",
                resolved.toString());
        return Run.of(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
    }

    private int serve(String table) throws IOException {
        return ((InetSocketAddress) server(table).start().address()).getPort();
    }

    /** A server that says TIMED OUT soon: what stands behind a root server is not the client's business. */
    private ResolverServer server(String table) throws IOException {
        Table parsed = Table.of(TableFile.parse("table", table.getBytes(StandardCharsets.UTF_8)));
        return ResolverServer.builder()
                .transport(transport)
                .wire(LineFormat.standard())
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .resolver(TableResolver.of(() -> parsed))
                .serving(ServingOptions.defaults().withTimeout(Duration.ofMillis(300)))
                .build();
    }

    /** Of one name it says that it cannot tell. */
    private int serveDns(String table) throws IOException {
        Table parsed = Table.of(TableFile.parse("table", table.getBytes(StandardCharsets.UTF_8)));
        Resolver resolver = TableResolver.of(() -> parsed);
        DomainName broken = DomainName.of("broken.example");
        ResolverServer server = ResolverServer.builder()
                .transport(transport)
                .wire(DnsFormat.standard())
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .resolver((question, call) -> {
                    if (question.name().equals(broken)) {
                        call.answer(Failed.of(Failed.Reason.UNREACHABLE, "nobody there"));
                    } else {
                        resolver.resolve(question, call);
                    }
                })
                .build();
        return ((InetSocketAddress) server.start().address()).getPort();
    }

    private static String lines(IntFunction<String> line) {
        return IntStream.range(0, 5000).mapToObj(line).map(each -> each + "\n").collect(Collectors.joining());
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
