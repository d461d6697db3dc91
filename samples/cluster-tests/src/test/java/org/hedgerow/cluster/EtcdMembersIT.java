package org.hedgerow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Table servers that follow an etcd cluster of three members, of which one is killed, and then another. */
class EtcdMembersIT {
    private static final int SOME = 500;
    private static final String KEYS = "/skydns/example/";

    private final Names names = new Names("etcd.example", 50, 1);
    private final Names before = new Names("changes.example", 1, 2);
    private final Names after = new Names("changes.example", 1, 3);

    @RegisterExtension
    final Cluster cluster = new Cluster();

    @Test
    void aMemberThatIsKilledChangesNoAnswerAndStopsNoChange() throws Exception {
        EtcdMembers etcd = EtcdMembers.start(cluster, 3);
        for (int i = 0; i < names.count(); i++) {
            put(etcd, "etcd", names, i);
        }
        put(etcd, "changes", before, 0);
        List<Node> tableServers = List.of(
                cluster.etcdTableServer("ts1", etcd.endpoints()), cluster.etcdTableServer("ts2", etcd.endpoints()));
        Node rs = cluster.rootServer("--timeout", "2s", "line://ts1:" + Node.PORT, "line://ts2:" + Node.PORT);
        for (Node each : tableServers) {
            assertThat(ask(each, before)).isEqualTo(before.answer(0));
        }
        try (Load load = Load.of(rs::published, names, 2, false)) {
            load.awaitAnswers(SOME);

            etcd.kill(etcd.leader());
            load.awaitAnswers(SOME);
            put(etcd, "changes", after, 0);
            for (Node each : tableServers) {
                await("the change at " + each.name())
                        .atMost(Node.LIMIT)
                        .until(() -> ask(each, after), after.answer(0)::equals);
            }

            // One of three cannot tell anything any more.
            etcd.kill(etcd.leader());
            load.awaitAnswers(SOME);
            for (Node each : tableServers) {
                assertThat(ask(each, after)).isEqualTo(after.answer(0));
            }
            load.end().assertAllAnswered();
        }
    }

    private static void put(EtcdMembers etcd, String zone, Names names, int number) {
        String host = names.answer(number).split(" ")[1];
        etcd.put(KEYS + zone + "/host" + number, "{\"host\":\"" + host + "\"}");
    }

    private static String ask(Node server, Names names) throws IOException {
        try (LineClient client = LineClient.connect(server.published())) {
            return client.ask(names.name(0));
        }
    }
}
