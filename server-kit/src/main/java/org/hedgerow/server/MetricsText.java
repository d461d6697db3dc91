package org.hedgerow.server;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.table.TableHealth;
import org.hedgerow.transport.Endpoint;
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
            List<Labelled<ServerEndpoint>> endpoints = endpoints(watched.servers());
            metrics.connections(endpoints);
            metrics.questions(endpoints.stream()
                    .map(each -> new Labelled<>(each.labels(), each.value().totals()))
                    .toList());
        }
        if (!watched.upstreams().isEmpty()) {
            metrics.upstreams(watched.upstreamsNow());
        }
        return metrics.text.toString();
    }

    /** What there are numbers of, and the labels that they have besides their own. */
    private record Labelled<T>(String labels, T value) {}

    /** One that is not started has no addresses, and has counted nothing yet. */
    private static List<Labelled<ServerEndpoint>> endpoints(Map<String, ResolverServer> servers) {
        List<Labelled<ServerEndpoint>> labelled = new ArrayList<>();
        servers.forEach((name, server) -> {
            String labels = label("server", name);
            List<ServerEndpoint> all = server.endpoints();
            if (all.size() == 1 || !all.get(0).isBound()) {
                labelled.add(new Labelled<>(labels, all.get(0)));
            } else {
                all.forEach(each -> labelled.add(new Labelled<>(
                        labels
                                + ','
                                + label("format", each.wire().name())
                                + ','
                                + label("address", Endpoint.text(each.address())),
                        each)));
            }
        });
        return labelled;
    }

    /** Those of one name are one: Prometheus refuses whatever has the same labels twice. */
    private void upstreams(List<UpstreamHealth> all) {
        Map<String, UpstreamHealth> named = new LinkedHashMap<>();
        all.forEach(each -> named.putIfAbsent(each.name(), each));
        begin("upstream_up", "Whether the upstream is asked.", "gauge");
        named.forEach((name, each) -> {
            boolean up = each.state() == UpstreamHealth.State.UP;
            line("upstream_up", label("upstream", name), up ? "1" : "0");
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
            line(name, label("source", source), shown);
        });
    }

    private void connections(List<Labelled<ServerEndpoint>> endpoints) {
        begin("connections", "Connections that are open.", "gauge");
        endpoints.forEach(each ->
                line("connections", each.labels(), Integer.toString(each.value().connections())));
        counter("connections_accepted_total", "Connections accepted.", endpoints, ServerEndpoint::accepted);
        counter(
                "connections_failed_total",
                "Connections that the network has ended.",
                endpoints,
                ServerEndpoint::failed);
    }

    private void questions(List<Labelled<ServingTotals.Snapshot>> totals) {
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

    private <T> void counter(String name, String help, List<Labelled<T>> all, ToLongFunction<T> value) {
        begin(name, help, "counter");
        all.forEach(each -> line(name, each.labels(), Long.toString(value.applyAsLong(each.value()))));
    }

    private void outcome(
            String outcome,
            List<Labelled<ServingTotals.Snapshot>> totals,
            ToLongFunction<ServingTotals.Snapshot> value) {
        totals.forEach(each -> line(
                "answers_total",
                each.labels() + ',' + label("outcome", outcome),
                Long.toString(value.applyAsLong(each.value()))));
    }

    private void begin(String name, String help, String type) {
        text.append("# HELP hedgerow_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE hedgerow_").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, String value) {
        text.append("hedgerow_").append(name).append('{').append(labels);
        text.append("} ").append(value).append('\n');
    }

    private static String label(String name, String value) {
        return name + "=\"" + VALUE.escape(value) + '"';
    }
}
