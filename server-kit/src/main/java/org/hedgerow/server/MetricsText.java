package org.hedgerow.server;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.table.TableHealth;
import org.hedgerow.wire.ServingTotals;

/** Measurements in the text format 0.0.4 of Prometheus. */
final class MetricsText {
    private static final Escaper VALUE = Escapers.builder()
            .addEscape('\\', "\\\\")
            .addEscape('"', "\\\"")
            .addEscape('\n', "\\n")
            .build();

    private final StringBuilder text = new StringBuilder();

    /** All there is to tell. */
    static String of(Watched watched) {
        MetricsText metrics = new MetricsText();
        if (!watched.sources().isEmpty()) {
            metrics.tables(watched.tables());
        }
        if (!watched.servers().isEmpty()) {
            metrics.connections(watched.servers());
            metrics.questions(watched.servers().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().totals())));
        }
        if (!watched.upstreams().isEmpty()) {
            metrics.upstreams(watched.upstreamsNow());
        }
        return metrics.text.toString();
    }

    /** Those of one name are one: Prometheus refuses whatever has the same labels twice. */
    private void upstreams(List<UpstreamHealth> all) {
        Map<String, UpstreamHealth> named = new LinkedHashMap<>();
        all.forEach(each -> named.putIfAbsent(each.name(), each));
        begin("upstream_up", "Whether the upstream is asked.", "gauge");
        named.forEach((name, each) -> {
            boolean up = each.state() == UpstreamHealth.State.UP;
            line("upstream_up", "upstream", name, "", up ? "1" : "0");
        });
    }

    private void tables(Map<String, TableHealth> tables) {
        gauge("table_generation", "Tables that have been in use.", tables, TableHealth::generation);
        gauge("table_records", "Records of the table in use.", tables, TableHealth::records);
        gauge(
                "table_age_seconds",
                "Time since the table in use was last known to be the right one.",
                tables,
                table -> HealthReport.seconds(table.age()));
        gauge("table_failing", "Whether the source of the table fails.", tables, table -> table.isGood() ? 0 : 1);
    }

    private <T> void gauge(String name, String help, Map<String, T> all, ToDoubleFunction<T> value) {
        begin(name, help, "gauge");
        all.forEach((source, each) -> {
            double number = value.applyAsDouble(each);
            String shown = number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
            line(name, "source", source, "", shown);
        });
    }

    private void connections(Map<String, ResolverServer> servers) {
        begin("connections", "Connections that are open.", "gauge");
        servers.forEach(
                (name, server) -> line("connections", "server", name, "", Integer.toString(server.connections())));
        counter("connections_accepted_total", "Connections accepted.", servers, ResolverServer::accepted);
        counter("connections_failed_total", "Connections that the network has ended.", servers, ResolverServer::failed);
    }

    private void questions(Map<String, ServingTotals.Snapshot> totals) {
        counter("questions_total", "Valid questions.", totals, ServingTotals.Snapshot::questions);
        begin("answers_total", "What questions have come to.", "counter");
        outcome("found", totals, ServingTotals.Snapshot::found);
        outcome("not_found", totals, ServingTotals.Snapshot::notFound);
        outcome("timed_out", totals, ServingTotals.Snapshot::timedOut);
        outcome("failed", totals, ServingTotals.Snapshot::failed);
        counter("invalid_total", "What was no question.", totals, ServingTotals.Snapshot::invalid);
        counter(
                "overloaded_total",
                "Questions that were too many at once.",
                totals,
                ServingTotals.Snapshot::overloaded);
        counter("limited_total", "Replies that a limit kept back.", totals, ServingTotals.Snapshot::limited);
    }

    private <T> void counter(String name, String help, Map<String, T> all, ToLongFunction<T> value) {
        begin(name, help, "counter");
        all.forEach((server, each) -> line(name, "server", server, "", Long.toString(value.applyAsLong(each))));
    }

    private void outcome(
            String outcome, Map<String, ServingTotals.Snapshot> totals, ToLongFunction<ServingTotals.Snapshot> value) {
        String label = ",outcome=\"" + outcome + '"';
        totals.forEach((server, each) ->
                line("answers_total", "server", server, label, Long.toString(value.applyAsLong(each))));
    }

    private void begin(String name, String help, String type) {
        text.append("# HELP hedgerow_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE hedgerow_").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String label, String labelled, String more, String value) {
        text.append("hedgerow_").append(name).append('{').append(label).append("=\"");
        text.append(VALUE.escape(labelled))
                .append('"')
                .append(more)
                .append("} ")
                .append(value)
                .append('\n');
    }
}
