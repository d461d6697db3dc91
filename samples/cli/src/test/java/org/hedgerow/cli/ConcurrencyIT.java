package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged servers on each concurrency model. */
class ConcurrencyIT extends ProgramFixture {
    private static final int CLIENTS = 12;
    private static final Pattern WORKER = Pattern.compile("worker (\\d+): (\\d+) connections?");
    private static final String TABLE = "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n";

    /** It was an unexpected NullPointerException. */
    @Test
    void workersWithoutAModelAreThoseOfTheUsualOne() throws Exception {
        JarProcess ts = processes.ts(0, TABLE, "--workers", "3");
        assertThat(ts.out().get(0)).contains(" (nio event-loops, 2 records)");
        end(ts);
        assertThat(ts.out()).contains("worker 2: 0 connections").noneMatch(line -> line.startsWith("worker 3"));
    }

    @ParameterizedTest
    @EnumSource
    void bothServersServeAndTellTheShares(ConcurrencyModel model) throws Exception {
        // A worker of a pool has a connection for as long as that lasts.
        String[] options = {"--concurrency", model.text(), "--workers", Integer.toString(CLIENTS), "--timeout", "1s"};
        JarProcess ts = processes.ts(0, TABLE, options);
        JarProcess rs = processes.rs(List.of(ts.port()), options);
        assertThat(ts.out().get(0)).contains(" " + model.text() + ", 2 records)");
        assertThat(rs.out().get(0)).contains(" " + model.text() + ", 1 upstream)");

        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(processes.client(rs));
        }
        for (RawClient client : clients) {
            client.sendLine("AMAZON.com");
            client.sendLine("nothinghere.com");
            client.sendLine("rutgers.edu");
        }
        for (RawClient client : clients) {
            assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
            assertThat(client.readLine()).isEqualTo("nothinghere.com - TIMED OUT");
            assertThat(client.readLine()).isEqualTo("rutgers.edu 172.34.4.6 A IN");
            client.close();
        }
        RawClient direct = processes.client(ts);
        direct.sendLine("rutgers.edu");
        assertThat(direct.readLine()).isEqualTo("rutgers.edu 172.34.4.6 A IN");
        direct.close();

        end(rs);
        end(ts);
        assertThat(rs.out().get(1))
                .isEqualTo("rs: 12 connections, 36 questions, 24 found, 12 missed, 0 invalid (graceful)");
        assertThat(rs.out()).noneMatch(line -> line.startsWith("failed: "));
        assertThat(ts.out())
                .as("a root server ends its connections in order")
                .noneMatch(line -> line.startsWith("failed: "));
        assertSharesAddUp(rs, model);
        assertSharesAddUp(ts, model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "poll"})
    void theSelectorIsChosenAndTold(String selector) throws Exception {
        JarProcess ts = processes.ts(0, TABLE, "--selector", selector, "-v");
        RawClient client = processes.client(ts);
        client.sendLine("amazon.com");
        assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
        client.close();
        end(ts);

        assertThat(ts.err()).anyMatch(line -> line.matches(".* INFO .*\\b" + selector + "\\b.*"));
    }

    @ParameterizedTest
    @EnumSource
    void aResetByTheClientIsToldOnceAtDebug(ConcurrencyModel model) throws Exception {
        JarProcess ts = processes.ts(0, TABLE, "-v", "--concurrency", model.text());
        for (int i = 0; i < 3; i++) {
            RawClient client = processes.client(ts);
            client.sendLine("amazon.com");
            client.readLine();
            client.reset();
        }
        RawClient witness = processes.client(ts);
        witness.sendLine("amazon.com");
        assertThat(witness.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
        witness.close();
        end(ts);

        assertThat(ts.out()).contains("failed: 3 connections");
        assertThat(ts.err())
                .filteredOn(line -> line.contains("DEBUG") && line.contains("reset"))
                .hasSize(3);
        assertThat(ts.err()).noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
    }

    @Test
    void platformThreadsServe() throws Exception {
        servesByThreads("platform");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsServe() throws Exception {
        servesByThreads("virtual");
    }

    private void servesByThreads(String kind) throws Exception {
        JarProcess ts = processes.ts(0, TABLE, "--concurrency", "thread-per-connection", "--threads", kind);
        RawClient client = processes.client(ts);
        client.sendLine("amazon.com");
        assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
        client.close();
        end(ts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anIdleClientIsResetIfThatIsWanted(String transport) throws Exception {
        JarProcess ts = processes.ts(0, TABLE, "--idle", "300ms", "--reset", "--transport", transport);
        RawClient client = processes.client(ts);

        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(client::readLine)
                .withMessageContaining("reset");
        end(ts);
    }

    private static void end(JarProcess server) throws InterruptedException {
        server.terminate();
        assertThat(server.exitCode()).as("%s", server).isZero();
    }

    private static void assertSharesAddUp(JarProcess server, ConcurrencyModel model) {
        List<String> shares =
                server.out().stream().filter(line -> line.startsWith("worker ")).toList();
        if (model == ConcurrencyModel.THREAD_PER_CONNECTION) {
            assertThat(shares).isEmpty();
            return;
        }
        assertThat(shares).hasSize(model == ConcurrencyModel.EVENT_LOOP ? 1 : CLIENTS);
        long sum = 0;
        for (int i = 0; i < shares.size(); i++) {
            Matcher share = WORKER.matcher(shares.get(i));
            assertThat(share.matches()).as(shares.get(i)).isTrue();
            assertThat(share.group(1)).isEqualTo(Integer.toString(i));
            sum += Long.parseLong(share.group(2));
        }
        assertThat(server.out().get(1)).matches(server.out().get(1).substring(0, 2) + ": " + sum + " connections?, .*");
    }
}
