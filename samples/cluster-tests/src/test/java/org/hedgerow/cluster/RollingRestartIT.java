package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Table servers of the same table that are restarted one after the other, while clients ask: no look-up fails. */
class RollingRestartIT {
    private static final int LOOPS = 2;
    private static final int SOME = 1000;

    private final Names names = new Names("both.example", 500, 1);

    /** What one table server alone has tells that it is asked again. */
    private final List<Names> own = List.of(new Names("first.example", 1, 2), new Names("second.example", 1, 3));

    @RegisterExtension
    final Cluster cluster = new Cluster();

    private Node rs;

    @ParameterizedTest
    @ValueSource(strings = {"line", "dns"})
    void noLookupFails(String wire) throws Exception {
        List<Node> tableServers = List.of(
                cluster.tableServer("ts1", wire, names, own.get(0)),
                cluster.tableServer("ts2", wire, names, own.get(1)));
        rs = cluster.rootServer(
                "--workers",
                "" + LOOPS,
                "--timeout",
                "2s",
                "--policy",
                "replicated",
                uri(wire, "ts1"),
                uri(wire, "ts2"));
        try (Load load = Load.of(rs::published, names, LOOPS, false)) {
            for (int i = 0; i < tableServers.size(); i++) {
                load.awaitAnswers(SOME);
                tableServers.get(i).stop();
                load.awaitAnswers(SOME);
                tableServers.get(i).start();
                if (wire.equals("line")) {
                    awaitAskedAgain(own.get(i));
                }
            }
            load.awaitAnswers(SOME);
            Outcomes outcomes = load.end();
            outcomes.assertAllAnswered();
            assertThat(outcomes.again()).isZero();
        }
    }

    /**
     * The root server tries a table server again that was down after up to a second, on each of its loops. Whoever restarts
     * the next one before that has none left. A loop gets a connection if it has the fewest: with the load on each, so
     * are these. Over DNS there is no connection that has to be made, and by this policy no name of one server alone.
     */
    private void awaitAskedAgain(Names known) throws IOException {
        List<LineClient> probes = new ArrayList<>();
        try {
            for (int i = 0; i < LOOPS; i++) {
                probes.add(LineClient.connect(rs.published()));
            }
            for (LineClient each : probes) {
                await("answers of " + known.zone())
                        .atMost(Node.LIMIT)
                        .until(() -> each.ask(known.name(0)), known.answer(0)::equals);
            }
        } finally {
            for (LineClient each : probes) {
                each.close();
            }
        }
    }

    private static String uri(String wire, String host) {
        return wire + "://" + host + ":" + Node.PORT;
    }
}
