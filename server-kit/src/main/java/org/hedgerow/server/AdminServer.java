package org.hedgerow.server;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;

/**
 * Tells over HTTP how tables, servers and upstreams fare, to whoever watches over the process.
 *
 * <ul>
 *   <li>{@code GET /health}: a JSON object with the {@code status}, and of each table the generation, how many records it
 *       has, its age in seconds and the last error. {@code up} and {@code stale} have the status code 200: a table whose
 *       source fails still answers, and starting the process again would lose it. {@code down}, which has 503, means that
 *       there are no answers to be had: a server does not listen, all sources fail and have no records at all, or no
 *       upstream can be had. So it tells whether to send questions here (readiness); that there is a reply at all tells that
 *       the process lives (liveness).
 *   <li>{@code GET /metrics}: the same and more as numbers, in the text format 0.0.4 of Prometheus.
 * </ul>
 *
 * <p>Of a server with several endpoints the one names them all, as {@code "endpoints":["dns 192.0.2.1:53", ...]}, and the other
 * counts each for itself, with the labels {@code format} and {@code address}; one with a single endpoint has neither.
 *
 * <p>Other paths do not exist (404), other methods are not allowed (405). It speaks HTTP/1.1 (RFC 9112), one request for a
 * connection, on a transport of its own with one lane, whatever becomes of those that serve questions. A connection has 5
 * seconds; of 256 that are open the oldest is cut for another, so that clients who do not finish their requests, or do not
 * read, delay nobody.
 *
 * <p>There is no password and no encryption: it is for this host, or a network of one's own. Requests have to name the server
 * by an address, as {@code localhost}, or as it was told that it is called (421 otherwise), so that no page in a browser of
 * that network can read it by a name that leads here (DNS rebinding). Any thread may use it.
 */
public final class AdminServer implements AutoCloseable {
    private static final int MAX_REQUESTS = 256;

    private final Watched watched;
    private final HostNames names;
    private final OpenRequests requests = new OpenRequests(MAX_REQUESTS);
    private final Transport transport = oneLane();
    private final Listener listener;

    private AdminServer(Builder builder) throws IOException {
        this.watched =
                new Watched(Map.copyOf(builder.tables), Map.copyOf(builder.servers), List.copyOf(builder.upstreams));
        Set<String> all = new HashSet<>(builder.names);
        all.add(builder.address.getHostString().toLowerCase(Locale.ROOT));
        this.names = new HostNames(Set.copyOf(all));
        try {
            this.listener = transport.listen(
                    builder.address, () -> new HttpServing(this::reply, requests), ListenOptions.defaults());
        } catch (Throwable e) {
            transport.close();
            throw e;
        }
    }

    /** A thread for each connection, where there is no transport that needs but one. */
    private static Transport oneLane() {
        TransportOptions options = TransportOptions.defaults().withLanes(1);
        try {
            return Transport.of(ConcurrencyModel.EVENT_LOOP, options);
        } catch (IllegalArgumentException e) {
            return Transport.of(ConcurrencyModel.THREAD_PER_CONNECTION, options);
        }
    }

    /** A server, once it is said of what it tells. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, with the port that it got. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.address();
    }

    private HttpReply reply(HttpRequest request) {
        if (request.hosts().size() != 1 && !(request.old() && request.hosts().isEmpty())) {
            return HttpReply.refusal("400 Bad Request", "expected one Host");
        }
        if (!request.hosts().stream().allMatch(names::include)) {
            return HttpReply.refusal(
                    "421 Misdirected Request",
                    "expected an address, localhost or a name that this server was told as Host");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return new HttpReply("405 Method Not Allowed", HttpReply.TEXT, "Allow: GET, HEAD\r\n", "expected GET\n");
        }
        return switch (request.path()) {
            case "/health" -> {
                HealthReport report = new HealthReport(watched);
                String status = report.isUp() ? "200 OK" : "503 Service Unavailable";
                yield HttpReply.of(status, "application/json", report.json());
            }
            case "/metrics" ->
                HttpReply.of("200 OK", "text/plain; version=0.0.4; charset=utf-8", MetricsText.of(watched));
            default -> HttpReply.refusal("404 Not Found", "expected /health or /metrics");
        };
    }

    /** Listens no more, and cuts requests that are under way. */
    @Override
    public void close() {
        transport.close();
    }

    /** What is told, and where. Not for several threads. */
    public static final class Builder {
        private final Map<String, LiveTableSource> tables = new LinkedHashMap<>();
        private final Map<String, ResolverServer> servers = new LinkedHashMap<>();
        private final List<Supplier<List<UpstreamHealth>>> upstreams = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        private Builder() {}

        /** Where to listen; unless set, a free port of the loopback. */
        public Builder listen(InetSocketAddress address) {
            this.address = requireNonNull(address, "address");
            return this;
        }

        /** One more name that requests may have for this server, besides that of the address, as {@code ts1.example}. */
        public Builder host(String name) {
            names.add(requireNonNull(name, "name").toLowerCase(Locale.ROOT));
            return this;
        }

        /**
         * Tells of that source, which stays with whoever made it.
         *
         * @throws IllegalArgumentException if there is one of that name
         */
        public Builder table(String name, LiveTableSource source) {
            put(tables, requireNonNull(name, "name"), requireNonNull(source, "source"));
            return this;
        }

        /**
         * Tells of that server, which stays with whoever made it.
         *
         * @throws IllegalArgumentException if there is one of that name
         */
        public Builder server(String name, ResolverServer server) {
            put(servers, requireNonNull(name, "name"), requireNonNull(server, "server"));
            return this;
        }

        private static <T> void put(Map<String, T> all, String name, T one) {
            checkArgument(all.putIfAbsent(name, one) == null, "expected another name, found \"%s\" again", name);
        }

        /**
         * Tells of upstreams, too.
         *
         * @param health how each fares at that moment; called for each request, on a thread of this server, and must not block
         */
        public Builder upstreams(Supplier<List<UpstreamHealth>> health) {
            upstreams.add(requireNonNull(health, "health"));
            return this;
        }

        /**
         * Listens.
         *
         * @throws IOException if the address cannot be had
         * @throws IllegalArgumentException if there is no transport on the module or class path
         */
        public AdminServer start() throws IOException {
            return new AdminServer(this);
        }
    }
}
