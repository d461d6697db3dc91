package org.hedgerow.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.server.tables.TableLoader;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminServerTest {
    private final ManualTicker ticker = new ManualTicker();
    private final Transport transport = Transport.named("nio");
    private volatile TableLoader loader = () -> Optional.of(Table.of(List.of(
            ResourceRecord.of(DomainName.of("a"), AddressText.parse("10.0.0.1")),
            ResourceRecord.of(DomainName.of("b"), AddressText.parse("10.0.0.1")))));
    private final PollingTableSource table = PollingTableSource.builder("test", () -> loader.load())
            .every(Duration.ofDays(1))
            .ticker(ticker)
            .openEmpty();
    private final ResolverServer server = ResolverServer.builder()
            .transport(transport)
            .wire(LineFormat.standard())
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .resolver(TableResolver.of(table))
            .build();
    private final AdminServer admin;

    AdminServerTest() throws IOException {
        admin = AdminServer.builder()
                .table("ts \"1\"\\", table)
                .server("ts", server)
                .start();
        await().until(() -> table.current().size() == 2);
        server.start();
    }

    @AfterEach
    void close() {
        admin.close();
        server.close();
        transport.close();
        table.close();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return ask(admin, method, path);
    }

    private static HttpResponse<String> ask(AdminServer admin, String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + admin.address().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void tellsOfTablesThatAreUpThatAreStaleAndThatAreDown() throws Exception {
        ticker.advance(Duration.ofMillis(1500));
        HttpResponse<String> up = ask("GET", "/health");
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(up.body())
                .isEqualTo(
                        "{\"status\":\"up\",\"servers\":{\"ts\":{\"serving\":true}},\"tables\":{"
                                + "\"ts \\\"1\\\"\\\\\":{\"generation\":2,\"records\":2,\"ageSeconds\":1.500,\"lastError\":null}}}\n");

        loader = () -> {
            throw new IOException("no\nroute");
        };
        assertThatIOException().isThrownBy(table::reload);
        HttpResponse<String> stale = ask("GET", "/health");
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(stale.body()).contains("\"status\":\"stale\"", "\"lastError\":\"no\\u000aroute\"");

        loader = () -> Optional.of(Table.of(List.of()));
        table.reload();
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
        loader = () -> {
            throw new IOException("down");
        };
        assertThatIOException().isThrownBy(table::reload);
        HttpResponse<String> down = ask("GET", "/health");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("\"status\":\"down\"");
    }

    @Test
    void tellsThatAServerDoesNotServe() throws Exception {
        server.close();
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(503);
    }

    @Test
    void countsForPrometheus() throws Exception {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.address()).getPort())) {
            client.getOutputStream().write("a\n".getBytes(US_ASCII));
            assertThat(new String(client.getInputStream().readNBytes(16), US_ASCII))
                    .startsWith("a 10.0.0.1 A IN");
            HttpResponse<String> metrics = ask("GET", "/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body().lines().toList())
                    .contains(
                            "# TYPE hedgerow_table_generation gauge",
                            "hedgerow_table_generation{source=\"ts \\\"1\\\"\\\\\"} 2",
                            "hedgerow_table_records{source=\"ts \\\"1\\\"\\\\\"} 2",
                            "hedgerow_table_age_seconds{source=\"ts \\\"1\\\"\\\\\"} 0",
                            "hedgerow_table_failing{source=\"ts \\\"1\\\"\\\\\"} 0",
                            "hedgerow_connections{server=\"ts\"} 1",
                            "# TYPE hedgerow_questions_total counter",
                            "hedgerow_questions_total{server=\"ts\"} 1",
                            "hedgerow_answers_total{server=\"ts\",outcome=\"found\"} 1",
                            "hedgerow_answers_total{server=\"ts\",outcome=\"timed_out\"} 0");
            // A comment, or a name with labels and a number.
            assertThat(metrics.body().lines())
                    .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{.+\\} [0-9.E-]+"));
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/health/more").statusCode()).isEqualTo(404);
        HttpResponse<String> post = ask("POST", "/health");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        HttpResponse<String> head = ask("HEAD", "/health");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void clientsThatDoNotFinishTheirRequestsAreCut() throws Exception {
        try (Socket client = RawHttp.connect(admin)) {
            RawHttp.send(client, "GET /health HT");
            assertThat(RawHttp.readToEnd(client)).isEmpty();
        }
    }

    @Test
    void moreHalfSentRequestsThanThereIsRoomForDelayNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(RawHttp.connect(admin));
                RawHttp.send(slow.get(i), "GET /health HT");
            }
            assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
            // The latest of them was not cut for that.
            RawHttp.send(slow.get(299), "TP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(RawHttp.readToEnd(slow.get(299))).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(RawHttp.readToEnd(slow.get(0))).isEmpty();
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aRequestMayComeByteByByte() throws Exception {
        try (Socket client = RawHttp.connect(admin)) {
            client.setTcpNoDelay(true);
            for (char each : "GET /health?full HTTP/1.1\r\nhost:localhost\r\n\r\n".toCharArray()) {
                RawHttp.send(client, String.valueOf(each));
            }
            assertThat(RawHttp.readToEnd(client))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("}\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /health HTTP/1.1|Host: localhost, 200",
        "GET /health HTTP/1.1|HOST:LocalHost:9100, 200",
        "GET /health HTTP/1.1|Host: 192.0.2.1:9100, 200",
        "GET /health HTTP/1.1|Host: [::1]:9100, 200",
        "GET /health HTTP/1.1|Host: [2001:db8::1], 200",
        "GET /health HTTP/1.1|Host: ts1.example:9100, 200",
        "GET /health HTTP/1.1|Host: TS1.example., 200",
        "GET /health HTTP/1.0, 200",
        "GET http://ts1.example/health HTTP/1.1|Host: evil.example, 200",
        "GET /health HTTP/1.1|Host: evil.example, 421",
        "GET /health HTTP/1.1|Host: evil.example:9100, 421",
        "GET /metrics HTTP/1.1|Host: localhost.evil.example, 421",
        "GET /health HTTP/1.1|Host: 127.0.0.1.evil.example, 421",
        "GET /health HTTP/1.1|Host: [evil.example], 421",
        "GET /health HTTP/1.0|Host: evil.example, 421",
        "GET http://evil.example/health HTTP/1.1|Host: localhost, 421",
        "GET /health HTTP/1.1|Host:, 421",
        "GET /health HTTP/1.1, 400",
        "GET /health HTTP/1.1|Host: localhost|Host: localhost, 400",
        "GET health HTTP/1.1|Host: localhost, 400",
        "GET /health, 400",
        "GET /health HTTP/2.0|Host: localhost, 400",
        "hello, 400",
    })
    void answersThoseWhoMeanThisServer(String request, int status) throws Exception {
        try (AdminServer named = AdminServer.builder().host("TS1.example").start();
                Socket client = RawHttp.connect(named)) {
            RawHttp.send(client, request.replace("|", "\r\n") + "\r\n\r\n");
            assertThat(RawHttp.readToEnd(client))
                    .startsWith("HTTP/1.1 " + status + ' ')
                    .contains("\r\nConnection: close\r\n");
        }
    }

    @Test
    void refusesAHeadWithoutAnEnd() throws Exception {
        try (Socket client = RawHttp.connect(admin)) {
            RawHttp.send(client, "GET /health HTTP/1.1\r\nX: " + "x".repeat(10_000));
            assertThat(RawHttp.readToEnd(client)).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void answersWhileTheLanesThatServeAreStuck() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Transport one = Transport.named("nio", TransportOptions.defaults().withLanes(1));
        ResolverServer busy = ResolverServer.builder()
                .transport(one)
                .wire(LineFormat.standard())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .resolver((question, call) -> {
                    stuck.countDown();
                    Uninterruptibles.awaitUninterruptibly(end);
                })
                .build()
                .start();
        try (one;
                AdminServer telling = AdminServer.builder().server("busy", busy).start();
                Socket client = new Socket()) {
            client.connect(busy.address());
            RawHttp.send(client, "a\n");
            stuck.await();
            assertThat(ask(telling, "GET", "/health").statusCode()).isEqualTo(200);
            assertThat(ask(telling, "GET", "/metrics").statusCode()).isEqualTo(200);
            end.countDown();
        }
    }

    @Test
    void upstreamsAreToldAndWithoutAnyThereAreNoAnswers() throws Exception {
        List<UpstreamHealth> upstreams = new CopyOnWriteArrayList<>(List.of(
                new UpstreamHealth("dns://127.0.0.1:5301", UpstreamHealth.State.UP, ""),
                new UpstreamHealth("line://127.0.0.1:5001", UpstreamHealth.State.DOWN, "Connection refused")));
        try (AdminServer rs = AdminServer.builder().upstreams(() -> upstreams).start()) {
            HttpResponse<String> health = ask(rs, "GET", "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"upstreams\":[{\"name\":\"dns://127.0.0.1:5301\",\"state\":\"up\",\"detail\":\"\"},"
                            + "{\"name\":\"line://127.0.0.1:5001\",\"state\":\"down\","
                            + "\"detail\":\"Connection refused\"}]");
            assertThat(ask(rs, "GET", "/metrics").body())
                    .contains(
                            "hedgerow_upstream_up{upstream=\"dns://127.0.0.1:5301\"} 1\n",
                            "hedgerow_upstream_up{upstream=\"line://127.0.0.1:5001\"} 0\n");
            upstreams.remove(0);
            assertThat(ask(rs, "GET", "/health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void whatCannotBeToldIsAFailureOfThatRequest() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        try (AdminServer rs = AdminServer.builder()
                .upstreams(() -> {
                    if (fails.get()) {
                        throw new IllegalStateException("as the test has it");
                    }
                    return List.of();
                })
                .start()) {
            assertThat(ask(rs, "GET", "/health").statusCode()).isEqualTo(500);
            fails.set(false);
            assertThat(ask(rs, "GET", "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSourceThatCannotSayHowItFaresFails() throws Exception {
        try (AdminServer both = AdminServer.builder()
                .table("good", table)
                .table("thrown", new BrokenSource())
                .start()) {
            HttpResponse<String> health = ask(both, "GET", "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"status\":\"stale\"", "health() has thrown java.lang.IllegalStateException: broken");
            assertThat(ask(both, "GET", "/metrics").body()).contains("hedgerow_table_failing{source=\"thrown\"} 1");
        }
    }

    /** Says nothing of itself. */
    private static final class BrokenSource implements LiveTableSource {
        @Override
        public Table current() {
            return Table.of(List.of());
        }

        @Override
        public TableHealth health() {
            throw new IllegalStateException("broken");
        }

        @Override
        public void onSwitch(SwitchListener listener) {}

        @Override
        public Table reload() {
            return current();
        }

        @Override
        public void close() {}
    }

    @Test
    void oneSourceThatFailsAndHasNothingTakesNothingFromTheOthers() throws Exception {
        PollingTableSource broken = PollingTableSource.builder("broken", () -> {
                    throw new IOException("down");
                })
                .every(Duration.ofDays(1))
                .openEmpty();
        try (broken;
                AdminServer both = AdminServer.builder()
                        .table("good", table)
                        .table("broken", broken)
                        .start()) {
            HttpResponse<String> health = ask(both, "GET", "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"status\":\"stale\"");
        }
    }
}
