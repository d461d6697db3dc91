package org.hedgerow.server;

import static com.google.common.base.Preconditions.checkArgument;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hedgerow.table.LiveTableSource;

/**
 * Tells over HTTP how tables and servers fare, to whoever watches over the process.
 *
 * <ul>
 *   <li>{@code GET /health}: a JSON object with the {@code status}, and of each table the generation, how many records it
 *       has, its age in seconds and the last error. {@code up} and {@code stale} have the status code 200: a table whose
 *       source fails still answers, and starting the process again would lose it. {@code down}, which has 503, means that
 *       there are no answers to be had: a server does not listen, or all sources fail and have no records at all. So it tells
 *       whether to send questions here (readiness); that there is a reply at all tells that the process lives (liveness).
 *   <li>{@code GET /metrics}: the same and more as numbers, in the text format 0.0.4 of Prometheus.
 * </ul>
 *
 * <p>Other paths do not exist (404), other methods are not allowed (405). A request has 5 seconds, on one of four threads;
 * whoever opens hundreds of connections and says nothing keeps others from it. There is no password and no encryption: it is
 * for this host, or a network of one's own. Any thread may use it.
 */
public final class AdminServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int BACKLOG = 16;

    private final HttpServer http;
    private final HurriedThreads threads;
    private final Map<String, LiveTableSource> tables;
    private final Map<String, ResolverServer> servers;

    private AdminServer(Builder builder, HttpServer http, HurriedThreads threads) {
        this.http = http;
        this.threads = threads;
        this.tables = Map.copyOf(builder.tables);
        this.servers = Map.copyOf(builder.servers);
    }

    /** A server, once it is said of what it tells. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, with the port that it got. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                reply(exchange, 405, "text/plain; charset=utf-8", "expected GET\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health" -> {
                    HealthReport report = new HealthReport(tables, servers);
                    reply(exchange, report.isUp() ? 200 : 503, "application/json", report.json());
                }
                case "/metrics" ->
                    reply(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", MetricsText.of(tables, servers));
                default -> reply(exchange, 404, "text/plain; charset=utf-8", "expected /health or /metrics\n");
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    /** Listens no more, and cuts requests that are under way. */
    @Override
    public void close() {
        http.stop(0);
        threads.close();
    }

    /** What is told, and where. Not for several threads. */
    public static final class Builder {
        private final Map<String, LiveTableSource> tables = new LinkedHashMap<>();
        private final Map<String, ResolverServer> servers = new LinkedHashMap<>();
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        private Builder() {}

        /** Where to listen; unless set, a free port of the loopback. */
        public Builder listen(InetSocketAddress address) {
            this.address = address;
            return this;
        }

        /**
         * Tells of that source, which stays with whoever made it.
         *
         * @throws IllegalArgumentException if there is one of that name
         */
        public Builder table(String name, LiveTableSource source) {
            checkArgument(tables.putIfAbsent(name, source) == null, "expected another name, found \"%s\" again", name);
            return this;
        }

        /**
         * Tells of that server, which stays with whoever made it.
         *
         * @throws IllegalArgumentException if there is one of that name
         */
        public Builder server(String name, ResolverServer server) {
            checkArgument(servers.putIfAbsent(name, server) == null, "expected another name, found \"%s\" again", name);
            return this;
        }

        /**
         * Listens.
         *
         * @throws IOException if the address cannot be had
         */
        public AdminServer start() throws IOException {
            HttpServer http = HttpServer.create(address, BACKLOG);
            HurriedThreads threads = new HurriedThreads("hedgerow-admin", LIMIT);
            AdminServer server = new AdminServer(this, http, threads);
            http.setExecutor(threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        }
    }
}
