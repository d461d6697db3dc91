package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of a table server and of a root server are told. */
class ResolverServerAnsweringTest {
    @RegisterExtension
    final Servers servers = new Servers();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aTableServerAnswersWhatItHasAndIsSilentOtherwise(String name) throws Exception {
        ResolverServer server =
                servers.tableServer(servers.transport(name), "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n");
        RawClient client = servers.client(server);

        client.send("RUTGERS.edu\nnothinghere.com\nspaces in it\nAmazon.com\n");

        assertThat(client.readLine()).isEqualTo("rutgers.edu 172.34.4.6 A IN");
        assertThat(client.readLine()).isEqualTo("spaces in it - INVALID NAME");
        assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
        assertThat(server.totals()).isEqualTo(new ServingTotals.Snapshot(3, 2, 1, 0, 0, 1, 0, 0));
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aRootServerRelaysTheOneThatKnowsAndTimesOutOtherwise(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer ts1 = servers.tableServer(transport, "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n");
        ResolverServer ts2 = servers.tableServer(transport, "www.princeton.edu 128.1.1.4 A\nGOOGLE.com 46.1.3.7 A\n");
        ResolverServer rs = servers.server(transport, Duration.ofSeconds(1), Servers.fanOut(transport, ts1, ts2));
        RawClient client = servers.client(rs);

        client.send("www.princeton.edu\nrutgers.edu\nNothingHere.com\ngoogle.com\nwww.google.com\n");

        assertThat(lines(client, 5))
                .containsExactly(
                        "www.princeton.edu 128.1.1.4 A IN",
                        "rutgers.edu 172.34.4.6 A IN",
                        "NothingHere.com - TIMED OUT",
                        "GOOGLE.com 46.1.3.7 A IN",
                        "www.google.com - TIMED OUT");
        assertThat(rs.totals()).isEqualTo(new ServingTotals.Snapshot(5, 3, 0, 2, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aRootServerWhoseTableServersAreDownTimesOut(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer ts = servers.tableServer(transport, "");
        ts.close();
        RawClient client = servers.client(servers.server(transport, Servers.SHORT, Servers.fanOut(transport, ts)));

        client.send("amazon.com\n");

        assertThat(client.readLine()).isEqualTo("amazon.com - TIMED OUT");
    }

    private static List<String> lines(RawClient client, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(client.readLine());
        }
        return lines;
    }
}
