package org.hedgerow.server;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.TableHealth;

/** How tables and servers fare, as a JSON object (RFC 8259). */
final class HealthReport {
    private static final Escaper TEXT = text();

    private final Map<String, TableHealth> tables;
    private final Map<String, Boolean> servers;

    HealthReport(Map<String, LiveTableSource> sources, Map<String, ResolverServer> servers) {
        this.tables = sources.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().health()));
        this.servers = servers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().isServing()));
    }

    /** Whether questions are answered, be it from an old table. */
    boolean isUp() {
        boolean answers = tables.isEmpty() || !tables.values().stream().allMatch(HealthReport::isDown);
        return answers && !servers.containsValue(false);
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
        return "{\"status\":\"" + status() + "\",\"servers\":"
                + object(servers, serving -> "{\"serving\":" + serving + '}')
                + ",\"tables\":" + object(tables, HealthReport::json) + "}\n";
    }

    private static <T> String object(Map<String, T> members, Function<T, String> json) {
        return members.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> quoted(each.getKey()) + ':' + json.apply(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(TableHealth table) {
        return String.format(
                Locale.ROOT,
                "{\"generation\":%d,\"records\":%d,\"ageSeconds\":%.3f,\"lastError\":%s}",
                table.generation(),
                table.records(),
                table.age().toNanos() / 1e9,
                table.lastError().map(HealthReport::quoted).orElse("null"));
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
