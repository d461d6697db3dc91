package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedTableServerTest {
    private final Leaks leaks = Leaks.snapshot();

    @AfterEach
    void nothingIsLeft() {
        leaks.assertNone();
    }

    @Test
    void answersWhatItHasAndIsSilentOtherwise() throws IOException {
        try (ScriptedTableServer server = ScriptedTableServer.builder()
                        .record("Pc.Example", "10.0.0.1")
                        .start();
                RawClient client = RawClient.connect(server.port())) {
            client.send("nobody.example\npc.EXAMPLE\r\n");
            assertThat(client.readLine()).isEqualTo("Pc.Example 10.0.0.1 A IN");
            assertThat(server.queries()).containsExactly("nobody.example", "pc.EXAMPLE");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void bareTakesAWholeReadForOneName() throws IOException {
        try (ScriptedTableServer server = ScriptedTableServer.builder()
                        .bare()
                        .record("pc.example", "10.0.0.1")
                        .dropAfter(1)
                        .start();
                RawClient client = RawClient.connect(server.port())) {
            client.send("pc.example");
            assertThat(client.readToEnd()).isEqualTo("pc.example 10.0.0.1 A IN");
        }
    }

    @Test
    void heldAnswersLeaveInOrderWhenReleased() throws IOException {
        try (ScriptedTableServer server = ScriptedTableServer.builder()
                        .held()
                        .answer("a", "A")
                        .answer("b", "B")
                        .start();
                RawClient client = RawClient.connect(server.port())) {
            client.send("a\nb\n");
            server.awaitQueries(2);
            server.release();
            assertThat(client.read(4)).isEqualTo("A\nB\n");
            client.sendLine("a");
            assertThat(client.readLine()).isEqualTo("A");
        }
    }

    @Test
    void dropsAConnectionAfterSoManyQuestions() throws IOException {
        try (ScriptedTableServer server = ScriptedTableServer.builder()
                        .answer("a", "A")
                        .dropAfter(2)
                        .start();
                RawClient first = RawClient.connect(server.port());
                RawClient second = RawClient.connect(server.port())) {
            first.send("a\na\n");
            assertThat(first.readToEnd()).isEqualTo("A\nA\n");
            second.sendLine("a");
            assertThat(second.readLine()).isEqualTo("A");
            server.dropConnections();
            assertThat(second.readToEnd()).isEmpty();
        }
    }

    @Test
    void aSingleConnectionIsTheOnlyOne() throws IOException {
        try (ScriptedTableServer server = ScriptedTableServer.builder()
                        .singleConnection()
                        .answer("a", "A")
                        .start();
                RawClient first = RawClient.connect(server.port());
                RawClient second = RawClient.connect(server.port())) {
            second.sendLine("a");
            first.sendLine("a");
            assertThat(first.readLine()).isEqualTo("A");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void comesBackOnItsPort() throws IOException {
        ScriptedTableServer.Builder script = ScriptedTableServer.builder().answer("a", "A");
        int port;
        try (ScriptedTableServer server = script.start();
                RawClient client = RawClient.connect(server.port())) {
            port = server.port();
            client.sendLine("a");
            assertThat(client.readLine()).isEqualTo("A");
        }
        try (ScriptedTableServer server = script.start(port);
                RawClient client = RawClient.connect(server.port())) {
            client.sendLine("a");
            assertThat(client.readLine()).isEqualTo("A");
        }
    }
}
