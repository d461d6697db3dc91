package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a handler ends its connection. */
interface OwnEndTests extends TransportTests {

    /** {@code close} sends all output first, however slowly the peer takes it. */
    @Test
    default void closeDeliversAllOutputFirst() throws IOException {
        int octets = 5 * 1024 * 1024;
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                connection.write(new byte[octets], 0, octets);
                write(connection, "the end");
                connection.close();
                super.received(connection, bytes);
            }
        };
        Transport transport = bench().transport();
        RawClient client = bench().slowClient(bench().listen(transport, () -> probe));
        client.send("go");
        probe.awaitText("go");
        bench().expectService(transport);
        for (int read = 0; read < octets; read += octets / 1024) {
            client.input().skipNBytes(octets / 1024);
        }
        assertThat(client.readToEnd()).isEqualTo("the end");
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** Input that nobody read does not turn the close into a reset, which could take the last output away. */
    @Test
    default void closeWithUnreadInputDoesNotReset() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                super.received(connection, bytes);
                connection.reading(false);
                write(connection, "enough");
                connection.close();
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        client.send("first");
        Connection connection = probe.connection();
        Wait.until("received", () -> probe.octets() > 0);
        Wait.settle(connection.lane());
        client.send(new byte[20_000]);
        Wait.settle(connection.lane());
        client.send(new byte[20_000]);
        assertThat(client.readToEnd()).isEqualTo("enough");
        assertThat(probe.text()).as("received").isEqualTo("first");
    }

    /** What was sent long before, and lies unread in the kernel, does not turn the close into a reset either. */
    @Test
    default void closeBeforeReadingDoesNotReset() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void opened(Connection connection) {
                connection.reading(false);
                super.opened(connection);
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        Connection connection = probe.connection();
        client.send(new byte[50_000]);
        Wait.inLane(connection.lane(), () -> {
            Probe.write(connection, "not now");
            connection.close();
        });
        assertThat(client.readToEnd()).isEqualTo("not now");
    }

    /** {@code reset} is seen as such by the peer. */
    @Test
    default void resetIsSeenByThePeer() throws IOException {
        Probe probe = new Probe();
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), connection::reset);
        assertThatThrownBy(client::readToEnd)
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        probe.awaitClosed();
    }

    /** {@code reset} drops what a peer that does not read never took, even after {@code close}. */
    @Test
    default void resetCutsAConnectionThatCannotClose() throws IOException {
        int octets = 16 * 1024 * 1024;
        Probe probe = new Probe() {
            @Override
            public void opened(Connection connection) {
                connection.write(new byte[octets], 0, octets);
                connection.close();
                super.opened(connection);
            }
        };
        bench().slowClient(bench().listen(() -> probe));
        Connection connection = probe.connection();
        Wait.settle(connection.lane());
        assertThat(probe.isClosed()).as("closed before all is sent").isFalse();
        Wait.inLane(connection.lane(), connection::reset);
        probe.awaitClosed();
    }

    /** Closing in the first callback, and twice, works as any other close. */
    @Test
    default void closeWhenOpened() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void opened(Connection connection) {
                write(connection, "hello and good-bye");
                connection.close();
                connection.close();
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        assertThat(client.readToEnd()).isEqualTo("hello and good-bye");
        client.close();
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** What is written after {@code close} is dropped in silence. */
    @Test
    default void writeAfterCloseIsDropped() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void opened(Connection connection) {
                write(connection, "kept");
                connection.close();
                write(connection, "dropped");
                super.opened(connection);
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        assertThat(client.readToEnd()).isEqualTo("kept");
        client.close();
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** On a connection that is gone all calls do nothing. */
    @Test
    default void callsOnAClosedConnectionDoNothing() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void closed(Connection connection, @Nullable IOException cause) {
                write(connection, "dropped");
                assertThat(connection.pendingOutput()).isZero();
                connection.reading(false);
                connection.reading(true);
                connection.awaitQuiet(1);
                connection.close();
                connection.reset();
                super.closed(connection, cause);
            }
        };
        Transport transport = bench().transport();
        RawClient client = bench().rawClient(bench().listen(transport, () -> probe));
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), connection::close);
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        probe.awaitClosed();
        bench().expectService(transport);
    }
}
