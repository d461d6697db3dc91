package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedConnectionTest {
    private final ManualConnector lane = new ManualConnector();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** The stand-in keeps the contract that transports keep. */
    @AfterEach
    void theHandlerWasToldInOrder() {
        assertThat(complaints).isEmpty();
    }

    @Test
    void bytesComeAndGo() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new EchoHandler()));
        connection.receive("there ");
        connection.receive("and back");
        assertThat(connection.takeSent()).isEqualTo("there and back");
        assertThat(connection.takeSent()).isEmpty();
        connection.end();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.cause()).isNull();
    }

    @Test
    void aHandlerIsToldWhatHappens() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        connection.receive("a");
        connection.end();
        connection.drop(new IOException("cut"));
        connection.drop(new IOException("once only"));
        assertThat(told).containsExactly("opened", "received a", "ended", "closed cut");
    }

    @Test
    void whileReadingIsOffBytesWait() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        lane.run(() -> connection.reading(false));
        connection.receive("a");
        connection.end();
        assertThat(told).containsExactly("opened");
        lane.run(() -> connection.reading(true));
        assertThat(told).containsExactly("opened", "received a", "ended");
    }

    @Test
    void quietComesInTheLanesTime() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        lane.run(() -> connection.awaitQuiet(10));
        lane.advance(Duration.ofNanos(9));
        assertThat(told).containsExactly("opened");
        lane.advance(Duration.ofNanos(1));
        assertThat(told).containsExactly("opened", "quiet");
        lane.run(() -> connection.awaitQuiet(10));
        connection.receive("a");
        lane.advance(Duration.ofNanos(100));
        assertThat(told).containsExactly("opened", "quiet", "received a");
    }

    @Test
    void aPeerThatDoesNotReadLeavesOutputPending() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        connection.peerReads(false);
        lane.run(() -> {
            write(connection, "waits");
            assertThat(connection.pendingOutput()).isEqualTo(5);
        });
        assertThat(connection.sent()).isEmpty();
        connection.peerReads(true);
        assertThat(connection.sent()).isEqualTo("waits");
        assertThat(told).containsExactly("opened", "drained");
    }

    @Test
    void partsOfFilesAreSentInTheirPlace(@TempDir Path directory) throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "0123456789");
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        try (FileChannel file = FileChannel.open(path)) {
            lane.run(() -> {
                write(connection, "<");
                connection.write(file, 3, 4);
                write(connection, ">");
            });
            assertThat(connection.sent()).isEqualTo("<3456>");
            lane.run(() -> connection.write(file, 8, 3));
        }
        assertThat(connection.cause()).isInstanceOf(EOFException.class);
    }

    @Test
    void whoIsShedIsClosed() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        lane.run(connection::shed);
        assertThat(connection.isShed()).isTrue();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isReset()).isFalse();
    }

    @Test
    void closeSendsAllFirst() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        connection.peerReads(false);
        lane.run(() -> {
            write(connection, "last");
            connection.close();
            write(connection, "dropped");
        });
        assertThat(connection.isClosing()).isTrue();
        assertThat(connection.isClosed()).isFalse();
        connection.peerReads(true);
        assertThat(connection.sent()).isEqualTo("last");
        assertThat(told).last().isEqualTo("closed null");
    }

    @Test
    void resetCuts() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> watch(new Telling()));
        connection.peerReads(false);
        lane.run(() -> {
            write(connection, "dropped");
            connection.reset();
        });
        connection.peerReads(true);
        assertThat(connection.isReset()).isTrue();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.sent()).isEmpty();
    }

    @Test
    void aHandlerThatThrowsIsCut() {
        ScriptedConnection connection = ScriptedConnection.accepted(
                lane,
                () -> watch(new Telling() {
                    @Override
                    public void received(Connection connection, ByteBuffer bytes) {
                        throw new IllegalStateException("on purpose");
                    }
                }));
        connection.receive("a");
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.cause()).hasRootCauseMessage("on purpose");
    }

    @Test
    void connectsAreRecordedAndOpenedOrRefusedByTheTest() {
        SocketAddress address = InetSocketAddress.createUnresolved("ts1.example", 53);
        lane.run(() -> lane.connect(address, watch(new Telling())));
        lane.run(() -> lane.connect(address, watch(new Telling())));
        assertThat(lane.connections()).hasSize(2);
        assertThat(lane.connection().remoteAddress()).isEqualTo(address);
        assertThat(told).isEmpty();
        lane.connection().open();
        lane.connections().get(0).refuse();
        assertThat(lane.connections().get(0).cause()).isInstanceOf(ConnectException.class);
        assertThat(told).hasSize(2).first().isEqualTo("opened");
    }

    @Test
    void aConnectMayBeGivenUp() {
        SocketAddress address = InetSocketAddress.createUnresolved("ts1.example", 53);
        lane.run(() -> lane.connect(address, watch(new Telling())).close());
        lane.connection().open();
        assertThat(told).containsExactly("closed null");
    }

    @Test
    void connectionsAreConfinedToTheirLane() {
        ScriptedConnection connection = ScriptedConnection.accepted(lane, EchoHandler::new);
        assertThatThrownBy(connection::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> lane.connect(connection.remoteAddress(), new EchoHandler()))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void write(Connection connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        connection.write(bytes, 0, bytes.length);
    }

    private ConnectionHandler watch(ConnectionHandler handler) {
        return new WatchedHandler(handler, new CallbackWatch(complaints::add));
    }

    private class Telling implements ConnectionHandler {
        @Override
        public void opened(Connection connection) {
            told.add("opened");
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            told.add("received " + StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void quiet(Connection connection) {
            told.add("quiet");
        }

        @Override
        public void drained(Connection connection) {
            told.add("drained");
        }

        @Override
        public void ended(Connection connection) {
            told.add("ended");
        }

        @Override
        public void closed(Connection connection, IOException cause) {
            told.add("closed " + (cause == null ? null : cause.getMessage()));
        }
    }
}
