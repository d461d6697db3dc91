package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A root server that is restarted while clients ask it: those that ask again lose nothing. */
class RootServerRestartIT {
    private static final int CLIENTS = 3;
    private static final int SOME = 1000;

    private final Names names = new Names("first.example", 500, 1);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    @Test
    void clientsThatAskAgainLoseNothing() throws Exception {
        cluster.tableServer("ts1", "line", names);
        cluster.tableServer("ts2", "line", new Names("second.example", 1, 2));
        Node rs = cluster.rootServer("ts1", "" + Node.PORT, "ts2", "" + Node.PORT);
        // Where it is changes with each start.
        try (Load load = Load.of(rs::published, names, CLIENTS, true)) {
            load.awaitAnswers(SOME);
            rs.stop();
            rs.start();
            load.awaitAnswers(SOME);
            rs.kill();
            rs.start();
            load.awaitAnswers(SOME);
            Outcomes outcomes = load.end();
            outcomes.assertAllAnswered();
            assertThat(outcomes.again()).isPositive();
            assertThat(rs.log()).contains("(graceful)");
        }
    }
}
