package org.hedgerow.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

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
import org.hedgerow.AddressText;
import org.hedgerow.DomainName;
import org.hedgerow.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.LineFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void clientsThatDoNotFinishTheirRequestsAreCutAndHoldUpNobodyForLong() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket client =
                        new Socket(admin.address().getAddress(), admin.address().getPort());
                client.getOutputStream().write("GET /health HT".getBytes(US_ASCII));
                slow.add(client);
            }
            assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
            for (Socket client : slow) {
                client.setSoTimeout(30_000);
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
        admin.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("hedgerow-admin")));
        assertThatIOException().isThrownBy(() -> ask("GET", "/health"));
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
