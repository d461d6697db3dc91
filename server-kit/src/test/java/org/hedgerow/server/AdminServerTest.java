package org.hedgerow.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.junit.jupiter.api.Test;

/** What an admin server tells of tables, servers and upstreams. */
class AdminServerTest extends AdminFixture {
    AdminServerTest() throws IOException {}

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
