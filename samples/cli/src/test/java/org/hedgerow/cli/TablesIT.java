package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The packaged servers, whose tables change without anybody telling them, and which tell how they fare. */
class TablesIT extends ProgramFixture {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern ADMIN = Pattern.compile("admin on ([^)]+)\\)");

    private static String ask(RawClient client, String name) throws IOException {
        client.sendLine(name);
        return client.readLine();
    }

    private void awaitReply(RawClient client, String reply) {
        String name = reply.substring(0, reply.indexOf(' '));
        await().atMost(LIMIT).until(() -> ask(client, name).equals(reply));
    }

    private HttpResponse<String> tell(JarProcess server, String path) throws IOException, InterruptedException {
        Matcher admin = ADMIN.matcher(server.out().get(0));
        assertThat(admin.find()).as("%s", server).isTrue();
        URI uri = URI.create("http://" + admin.group(1) + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void filesAndDirectoriesAreFollowedAndTheFirstHasPrecedence() throws Exception {
        Path first = Files.writeString(directory.resolve("first.txt"), "amazon.com 94.5.6.7\n");
        Path others = Files.createDirectory(directory.resolve("others"));
        Files.writeString(others.resolve("1.txt"), "amazon.com 1.1.1.1\nrutgers.edu 172.34.4.6\n");
        JarProcess ts = processes.start(
                "ts", "0", "--admin", "127.0.0.1:0", "--table", first.toString(), "--table", others.toString());
        RawClient client = processes.client(ts);
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 94.5.6.7 A IN");
        assertThat(ask(client, "rutgers.edu")).isEqualTo("rutgers.edu 172.34.4.6 A IN");

        Files.writeString(others.resolve("2.txt"), "hosts.org 10.0.0.1\n");
        Files.writeString(first, "amazon.com 94.5.6.8\n");
        awaitReply(client, "amazon.com 94.5.6.8 A IN");
        await().atMost(LIMIT)
                .until(() ->
                        tell(ts, "/metrics").body().contains("hedgerow_table_records{source=\"" + others + "\"} 3"));
        awaitReply(client, "hosts.org 10.0.0.1 A IN");

        Files.writeString(first, "amazon.com 94.5.6\n");
        await().atMost(LIMIT).until(() -> tell(ts, "/health").body().contains("\"status\":\"stale\""));
        assertThat(tell(ts, "/health").statusCode()).isEqualTo(200);
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 94.5.6.8 A IN");
        assertThat(ts.err()).anyMatch(line -> line.contains("kept the table in use: " + first + ":1: expected"));
        client.close();
        ts.terminate();
        assertThat(ts.exitCode()).isZero();
    }

    @Test
    void anOddLineOfAHostsFileIsPassedOverWithAWarningUnlessThatIsRefused() throws Exception {
        Path hosts = Files.writeString(
                directory.resolve("odd.hosts"),
                "127.0.0.1 localhost\n0.0.0.0 foo..bar\n300.1.1.1 bad\n10.0.0.9 printer.test\n");
        JarProcess ts = processes.start("ts", "0", "--table", hosts.toString());
        RawClient client = processes.client(ts);
        assertThat(ask(client, "printer.test")).isEqualTo("printer.test 10.0.0.9 A IN");
        assertThat(ts.err())
                .singleElement()
                .asString()
                .endsWith(hosts + ":2: passed over: read as a hosts file; expected a domain name, found \"foo..bar\""
                        + " (the first of 2)");
        client.close();
        ts.terminate();

        Run strict = Run.of("ts", "0", "--strict", "--table", hosts.toString());
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.err()).hasSize(2).first().asString().contains(hosts + ":2: read as a hosts file; expected");
    }

    @Test
    void theOriginOfEachFileIsToldOrThatOfItsName() throws Exception {
        String zone = "$TTL 60\n@ SOA ns h 1 2 3 4 5\nwww A 192.0.2.1\n";
        Path first = Files.writeString(directory.resolve("first"), zone);
        Path odd = Files.writeString(directory.resolve("odd=name"), zone);
        Path others = Files.createDirectory(directory.resolve("others"));
        Files.writeString(others.resolve("db.gamma.test"), zone);
        Files.writeString(others.resolve("delta"), "www.delta.test 192.0.2.1\n");
        Files.writeString(others.resolve("db.gamma.test.jnl"), "journal");
        JarProcess ts = processes.start(
                "ts",
                "0",
                "--table",
                first + "=alpha.test",
                "--table",
                odd.toString(),
                "--table",
                others.toString(),
                "--include-names",
                "del*",
                "--origin",
                "beta.test");
        RawClient client = processes.client(ts);
        for (String name : List.of("www.alpha.test", "www.beta.test", "www.delta.test")) {
            assertThat(ask(client, name)).isEqualTo(name + " 192.0.2.1 A IN");
        }
        client.close();
        ts.terminate();

        JarProcess named = processes.start("ts", "0", "--table", others.toString());
        RawClient other = processes.client(named);
        assertThat(ask(other, "www.gamma.test")).isEqualTo("www.gamma.test 192.0.2.1 A IN");
        assertThat(named.err()).singleElement().asString().contains(others + ": passed over delta: only files with");
        other.close();
        named.terminate();
    }

    @Test
    void twoFilesThatStartOneZoneAreAnErrorThatNamesBoth() throws Exception {
        String zone = "$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n";
        Path zones = Files.createDirectory(directory.resolve("zones"));
        Path alpha = Files.writeString(zones.resolve("db.alpha.test"), zone);
        Path beta = Files.writeString(zones.resolve("db.beta.test"), zone);
        Run run = Run.of("ts", "0", "--table", zones.toString(), "--origin", "alpha.test");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly("hedgerow: " + beta + ":2: expected no zone alpha.test but the one that starts in "
                        + alpha + ":2, found \"SOA ns.alpha.test h.alpha.test 1 2 3 4 5\"");
    }

    @Test
    void aPatternOrAnOriginThatIsNoneIsAWrongCommandLine() {
        Run origin = Run.of("ts", "0", "--table", directory + "/zone=a..b");
        assertThat(origin.exitCode()).isEqualTo(2);
        assertThat(origin.err()).anyMatch(line -> line.contains("zone=a..b: expected a domain name"));
        Run run = Run.of("ts", "0", "--table", directory.toString(), "--include-names", "[");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).anyMatch(line -> line.contains("--include-names [: "));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeInPlaceOfATableIsToldAndTheNextFileIsTaken() throws Exception {
        Path table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7\n");
        JarProcess ts = processes.start("ts", "0", "--admin", "127.0.0.1:0", "--table", table.toString());
        RawClient client = processes.client(ts);
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Files.move(pipe, table, StandardCopyOption.ATOMIC_MOVE);
        await().atMost(LIMIT).until(() -> tell(ts, "/health").body().contains("expected a regular file, found a pipe"));
        assertThat(tell(ts, "/metrics").body()).contains("hedgerow_table_failing{source=\"" + table + "\"} 1");
        assertThat(ask(client, "amazon.com")).isEqualTo("amazon.com 94.5.6.7 A IN");

        Path next = Files.writeString(directory.resolve("next"), "amazon.com 94.5.6.8\n");
        Files.move(next, table, StandardCopyOption.ATOMIC_MOVE);
        ts.signal("HUP");
        awaitReply(client, "amazon.com 94.5.6.8 A IN");
        client.close();
        ts.terminate();
        assertThat(ts.exitCode()).isZero();
    }

    @Test
    void onlyThoseAreToldWhoCallTheServerByAName() throws Exception {
        Path table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7\n");
        JarProcess ts = processes.start(
                "ts", "0", "--admin", "127.0.0.1:0", "--admin-host", "ts1.example", "--table", table.toString());
        ts.port();
        Matcher admin = ADMIN.matcher(ts.out().get(0));
        assertThat(admin.find()).isTrue();
        int port = Integer.parseInt(admin.group(1).split(":")[1]);
        for (String host : List.of("ts1.example:9100 200", "localhost 200", "evil.example 421")) {
            String[] nameAndStatus = host.split(" ");
            try (RawClient client = RawClient.connect(port)) {
                client.send("GET /health HTTP/1.1\r\nHost: " + nameAndStatus[0] + "\r\n\r\n");
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 " + nameAndStatus[1] + " ");
            }
        }
    }

    @Test
    void eachOfSeveralProcessesFollowsTheTable() throws Exception {
        Path table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7\n");
        JarProcess crew = processes.start("ts", "0", "--table", table.toString(), "--processes", "2");
        crew.port();
        Files.writeString(table, "amazon.com 94.5.6.8\n");
        for (int i = 0; i < 20; i++) { // the system draws lots for which of them gets a connection
            RawClient client = processes.client(crew);
            awaitReply(client, "amazon.com 94.5.6.8 A IN");
            client.close();
        }
        crew.terminate();
        assertThat(crew.exitCode()).isZero();
    }

    @Test
    void aRootServerTellsHowItFaresToo() throws Exception {
        Path table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7\n");
        JarProcess ts = processes.start("ts", "0", "--table", table.toString());
        JarProcess rs = processes.rs(List.of(ts.port()), "--admin", "127.0.0.1:0");
        assertThat(tell(rs, "/health").body())
                .isEqualTo("{\"status\":\"up\",\"servers\":{\"rs\":{\"serving\":true}},\"tables\":{},"
                        + "\"upstreams\":[{\"name\":\"ts1 (line://127.0.0.1:" + ts.port()
                        + ")\",\"state\":\"up\",\"detail\":\"\"}]}\n");
    }

    /** Once, it said that all was up. */
    @Test
    void aRootServerWithoutUpstreamsIsDown() throws Exception {
        Path table = Files.writeString(directory.resolve("hosts.txt"), "amazon.com 94.5.6.7\n");
        JarProcess ts = processes.start("ts", "0", "--table", table.toString(), "--wire", "dns");
        JarProcess rs = processes.start(
                "rs", "0", "dns://127.0.0.1:" + ts.port(), "--admin", "127.0.0.1:0", "--fail-fast", "--wire", "dns");
        ts.terminate();
        assertThat(ts.exitCode()).isZero();
        await().atMost(LIMIT).until(() -> {
            processes
                    .start("lookup", "amazon.com", "dns://127.0.0.1:" + rs.port())
                    .exitCode();
            return tell(rs, "/health").statusCode() == 503;
        });
        assertThat(tell(rs, "/health").body()).contains("\"status\":\"down\"", "\"state\":\"down\"");
        assertThat(tell(rs, "/metrics").body()).containsPattern("hedgerow_upstream_up\\{upstream=\"ts1 .*\"\\} 0");
    }
}
