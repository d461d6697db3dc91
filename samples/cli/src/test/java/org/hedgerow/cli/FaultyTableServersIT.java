package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a root server makes of table servers that die, dawdle, or know little of the protocol. */
class FaultyTableServersIT extends ProgramFixture {
    private static final int CLIENTS = 10;
    private static final int HALF = 500; // of a client's 1,000 queries, 10,000 in all

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void everyQueryGetsOneReplyWhenATableServerIsKilled(String transport) throws Exception {
        String table = lines(0, 2 * HALF, i -> "name" + i + ".example 10.0." + i / 256 + "." + i % 256);
        JarProcess ts = processes.ts(0, table, "--transport", transport);
        int tsPort = ts.port();
        JarProcess rs = processes.rs(List.of(tsPort), "--timeout", "1s", "--transport", transport);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(processes.client(rs));
        }
        for (RawClient client : clients) {
            client.send(lines(0, HALF, i -> "name" + i + ".example"));
        }

        // In the middle: the first reply is there, the last query is not.
        clients.get(0).readLine();
        ts.kill();
        for (RawClient client : clients) {
            client.send(lines(HALF, 2 * HALF, i -> "name" + i + ".example"));
        }

        for (RawClient client : clients) {
            client.shutdownOutput();
            List<String> replies = client.readToEnd().lines().toList();
            int first = client == clients.get(0) ? 1 : 0;
            assertThat(replies).hasSize(2 * HALF - first);
            for (int i = first; i < 2 * HALF; i++) {
                String name = "name" + i + ".example";
                assertThat(replies.get(i - first))
                        .isIn(name + " 10.0." + i / 256 + "." + i % 256 + " A IN", name + " - TIMED OUT");
            }
            assertThat(replies).last().asString().endsWith(" - TIMED OUT");
        }

        processes.ts(tsPort, table, "--transport", transport);
        RawClient again = processes.client(rs);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            again.sendLine("name7.example");
            return again.readLine().equals("name7.example 10.0.0.7 A IN");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aBareTableServerOfOneConnectionIsAskedOneNameAtATime(String transport) throws Exception {
        Map<String, String> table = IntStream.range(0, 20)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "name" + i + ".example", i -> "name" + i + ".example 10.0.0." + i + " A IN"));
        BareTableServer ts = processes.closeLater(BareTableServer.start(name -> table.getOrDefault(name, "")));
        // A gap that a busy machine does not use up: two names that arrive together would be one to this server.
        JarProcess rs = processes.rs(
                List.of(ts.port()), "--bare", "--bare-gap", "1s", "--timeout", "3s", "--transport", transport);
        RawClient first = processes.client(rs);
        RawClient second = processes.client(rs);

        first.send(lines(0, 10, i -> "name" + i + ".example") + "missing.example\n");
        second.send(lines(10, 20, i -> "name" + i + ".example"));
        first.shutdownOutput();
        second.shutdownOutput();

        assertThat(first.readToEnd())
                .isEqualTo(lines(0, 10, i -> "name" + i + ".example 10.0.0." + i + " A IN")
                        + "missing.example - TIMED OUT\n");
        assertThat(second.readToEnd()).isEqualTo(lines(10, 20, i -> "name" + i + ".example 10.0.0." + i + " A IN"));
        assertThat(ts.received()).containsOnlyOnceElementsOf(table.keySet()).contains("missing.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatATableServerSaysOfAMissCostsNoOtherQueryItsReply(String transport) throws Exception {
        BareTableServer ts =
                processes.closeLater(BareTableServer.start(name -> name.strip().equals("here.example")
                        ? "here.example 10.0.0.1 A IN"
                        : name.strip() + " - Error:HOST NOT FOUND"));
        JarProcess rs = processes.rs(List.of(ts.port()), "--timeout", "2s", "--transport", transport);
        RawClient client = processes.client(rs);

        client.sendLine("missing.example");
        assertThat(client.readLine()).isEqualTo("missing.example - TIMED OUT");
        client.sendLine("here.example");
        assertThat(client.readLine()).isEqualTo("here.example 10.0.0.1 A IN");
        client.sendLine("missing.example");
        assertThat(client.readLine()).isEqualTo("missing.example - TIMED OUT");
        client.sendLine("here.example");
        assertThat(client.readLine()).isEqualTo("here.example 10.0.0.1 A IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aLateAnswerIsNeverRelayedToAnotherQuery(String transport) throws Exception {
        // Says nothing of the first name until it is asked for the second, and then answers the first.
        BareTableServer ts = processes.closeLater(BareTableServer.start(
                name -> name.strip().equals("second.example") ? "first.example 10.0.0.1 A IN\n" : ""));
        JarProcess rs = processes.rs(List.of(ts.port()), "--timeout", "300ms", "--transport", transport);
        RawClient client = processes.client(rs);

        client.sendLine("first.example");
        assertThat(client.readLine()).isEqualTo("first.example - TIMED OUT");
        client.sendLine("second.example");
        assertThat(client.readLine()).isEqualTo("second.example - TIMED OUT");
        client.sendLine("third.example");
        assertThat(client.readLine()).isEqualTo("third.example - TIMED OUT");
    }

    private static String lines(int from, int to, IntFunction<String> line) {
        return IntStream.range(from, to).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }
}
