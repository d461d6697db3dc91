package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.transport.Connection;
import org.junit.jupiter.api.Test;

/** What the protocol makes of silence and of clients that do not read, on a connection whose time the test moves. */
class CountProtocolTest {
    private final ManualLane lane = new ManualLane();
    private long mostPending;
    private final ScriptedConnection connection =
            ScriptedConnection.accepted(lane, CountProtocol.serving(() -> this::write));

    @Test
    void aShortSilenceEndsANumber() {
        connection.receive("10");
        assertThat(connection.sentBytes()).isEmpty();

        lane.advance(Duration.ofMillis(50));

        assertThat(connection.sentBytes()).hasSize(10);
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aNumberMayComeInPieces() {
        connection.receive("1");
        lane.advance(Duration.ofMillis(49));
        connection.receive("2");
        lane.advance(Duration.ofMillis(49));
        assertThat(connection.sentBytes()).isEmpty();

        connection.receive("\r\n");

        assertThat(connection.sentBytes()).hasSize(12);
    }

    @Test
    void theEndOfTheInputEndsANumber() {
        connection.receive("5");
        connection.end();

        assertThat(connection.sentBytes()).hasSize(5);
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void whoAsksForTheWorkersIsTold() {
        ScriptedConnection asking = ScriptedConnection.accepted(
                lane, CountProtocol.serving(() -> this::write, () -> Shares.lines(List.of(127L, 1L))));
        asking.receive("workers\n");

        assertThat(asking.sent()).isEqualTo("worker 0: 127 connections\nworker 1: 1 connection\n");
        assertThat(asking.isClosed()).isTrue();
    }

    @Test
    void whereThereAreNoWorkersThatIsNoNumber() {
        connection.receive("workers\n");

        assertThat(connection.sent()).isEqualTo("error: " + Request.expected("workers") + "\n");
    }

    @Test
    void nothingAtAllIsABadRequest() {
        connection.end();

        assertThat(connection.sent()).isEqualTo("error: " + Request.expected("") + "\n");
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aClientThatDoesNotReadCostsBoundedMemory() {
        connection.peerReads(false);

        connection.receive("1073741824\n");

        assertThat(mostPending).isBetween(1L, 96L * 1024);
        assertThat(connection.isClosing()).isFalse();
        connection.drop(new IOException("enough"));
    }

    @Test
    void onlyTheFirstRequestCounts() {
        connection.peerReads(false);
        connection.receive("3\n7\n");
        connection.receive("9\n");
        connection.peerReads(true);

        assertThat(connection.sentBytes()).hasSize(3);
    }

    private long write(Connection to, long position, long most) {
        long written = new RandomBytes().write(to, position, most);
        mostPending = Math.max(mostPending, to.pendingOutput());
        return written;
    }
}
