package org.hedgerow.server;

import com.google.common.collect.Maps;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.table.TableHealth;

/** How tables and servers fare, as a JSON object (RFC 8259). */
final class HealthReport {
    private static final Escaper TEXT = text();

    private final Map<String, TableHealth> tables;
    private final Map<String, Serving> servers;
    private final List<UpstreamHealth> upstreams;

    /** How one server fares, and its endpoints, of which more is told if there are several. */
    private record Serving(boolean serves, List<String> endpoints) {
        static Serving of(ResolverServer server) {
            return new Serving(
                    server.isServing(),
                    server.endpoints().stream().map(ServerEndpoint::toString).toList());
        }
    }

    HealthReport(Watched watched) {
        this.tables = watched.tables();
        this.servers = new TreeMap<>(Maps.transformValues(watched.servers(), Serving::of));
        this.upstreams = watched.upstreamsNow();
    }

    /** Whether questions are answered, be it from an old table. */
    boolean isUp() {
        boolean tabled = tables.isEmpty() || !tables.values().stream().allMatch(HealthReport::isDown);
        boolean reached =
                upstreams.isEmpty() || upstreams.stream().anyMatch(each -> each.state() == UpstreamHealth.State.UP);
        return tabled && reached && servers.values().stream().allMatch(Serving::serves);
    }

    private static boolean isDown(TableHealth table) {
        return !table.isGood() && table.records() == 0;
    }

    private String status() {
        if (!isUp()) {
            return "down";
        }
        return tables.values().stream().allMatch(TableHealth::isGood) ? "up" : "stale";
    }

    /** {@code {"status":"up","servers":{"ts":{"serving":true}},"tables":{"ts1.txt":{"generation":1,...}}}}. */
    String json() {
        StringBuilder json = new StringBuilder("{\"status\":").append(quoted(status()));
        json.append(",\"servers\":").append(object(servers, HealthReport::json));
        json.append(",\"tables\":").append(object(tables, HealthReport::json));
        if (!upstreams.isEmpty()) {
            json.append(",\"upstreams\":").append(upstreams());
        }
        return json.append("}\n").toString();
    }

    private static <T> String object(Map<String, T> members, Function<T, String> json) {
        return members.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ':' + json.apply(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** An array, because two of them may have one name. */
    private String upstreams() {
        return upstreams.stream().map(HealthReport::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Serving server) {
        String endpoints = server.endpoints().size() < 2
                ? ""
                : server.endpoints().stream()
                        .map(HealthReport::quoted)
                        .collect(Collectors.joining(",", ",\"endpoints\":[", "]"));
        return "{\"serving\":" + server.serves() + endpoints + '}';
    }

    private static String json(UpstreamHealth upstream) {
        String state = upstream.state().name().toLowerCase(Locale.ROOT);
        return "{\"name\":" + quoted(upstream.name()) + ",\"state\":" + quoted(state) + ",\"detail\":"
                + quoted(upstream.detail()) + '}';
    }

    private static String json(TableHealth table) {
        return String.format(
                Locale.ROOT,
                "{\"generation\":%d,\"records\":%d,\"ageSeconds\":%.3f,\"lastError\":%s}",
                table.generation(),
                table.records(),
                seconds(table.age()),
                table.lastError().map(HealthReport::quoted).orElse("null"));
    }

    /** A duration may be longer than a long has nanoseconds. */
    static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }

    private static String quoted(String text) {
        return '"' + TEXT.escape(text) + '"';
    }

    private static Escaper text() {
        Escapers.Builder escapes = Escapers.builder().addEscape('"', "\\\"").addEscape('\\', "\\\\");
        for (char control = 0; control < ' '; control++) {
            escapes.addEscape(control, String.format(Locale.ROOT, "\\u%04x", (int) control));
        }
        return escapes.build();
    }
}
