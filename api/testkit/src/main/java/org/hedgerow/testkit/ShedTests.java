package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Connections that a server gives up on, and those that a peer breaks off. */
interface ShedTests extends TransportTests {

    /** Unless resets are asked for, who is shed gets what was written, and the end. */
    @Test
    default void shedClosesInOrder() throws IOException {
        RawClient client = bench().rawClient(bench().listen(() -> new Answering("enough", Connection::shed)));
        client.send("x");
        assertThat(client.readToEnd()).isEqualTo("enough");
    }

    /** With resets, who is shed is reset, and nothing of it stays here. */
    @Test
    default void shedResetsWhereThatIsAskedFor() throws IOException {
        Answering handler = new Answering("", Connection::shed);
        Listener listener = bench().listen(
                        bench().transport(),
                        () -> handler,
                        ListenOptions.defaults().withReset(true));
        RawClient client = bench().rawClient(listener);
        SocketAddress peer = client.localAddress();
        client.send("x");
        assertThatThrownBy(client::readToEnd).isInstanceOf(SocketException.class);
        assertThat(handler.awaitClosed()).as("cause").isNull();
        expectNoTimeWait(listener, peer);
        assertThat(listener.failed()).as("what was shed has not failed").isZero();
    }

    /** Who is idle for too long sees the end of the stream; with resets, a reset that leaves nothing here. */
    @Test
    default void idleConnectionsAreShed() throws IOException {
        Duration timeout = Duration.ofSeconds(10);
        Transport transport = bench().transportOnManualTime();
        ListenOptions options = ListenOptions.defaults().withIdleTimeout(timeout);
        Probe orderly = new Probe();
        Probe reset = new Probe();
        RawClient toEnd = bench().rawClient(bench().listen(transport, () -> orderly, options));
        Listener resetting = bench().listen(transport, () -> reset, options.withReset(true));
        RawClient toReset = bench().rawClient(resetting);
        SocketAddress peer = toReset.localAddress();
        orderly.connection();
        reset.connection();
        bench().ticker().advance(timeout);
        assertThat(orderly.awaitClosed()).as("cause").hasMessageContaining("idle");
        assertThat(reset.awaitClosed()).as("cause").hasMessageContaining("idle");
        assertThat(toEnd.readToEnd()).isEmpty();
        assertThatThrownBy(toReset::readToEnd).isInstanceOf(SocketException.class);
        expectNoTimeWait(resetting, peer);
        assertThat(resetting.failed()).as("what was shed has not failed").isZero();
    }

    /** Writing to a peer that has reset the connection (which raises SIGPIPE) ends that connection alone, and is counted. */
    @Test
    default void brokenConnectionsAreCounted() throws IOException {
        int broken = 10;
        Transport transport = bench().transport();
        Listener pushing = bench().listen(transport, PushHandler::new);
        RawClient other = bench().rawClient(bench().listen(transport, EchoHandler::new));
        for (int i = 0; i < broken; i++) {
            RawClient client = bench().slowClient(pushing);
            client.read(1000);
            client.reset();
            TransportBench.expectEcho(other, "unharmed");
        }
        Wait.until("all counted", () -> pushing.failed() == broken);
        Wait.until("all gone", () -> pushing.connections() == 0);
        assertThat(pushing.failed()).isEqualTo(broken);
        bench().expectService(transport);
    }

    /** Peers that end in order, and connections that are ended here, have not failed. */
    @Test
    default void whatEndsInOrderHasNotFailed() throws Exception {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> new Answering("bye", Connection::close));
        Listener resetting = bench().listen(transport, () -> new Answering("", Connection::reset));
        for (int i = 0; i < 5; i++) {
            RawClient client = bench().rawClient(listener);
            client.send("x");
            assertThat(client.readToEnd()).isEqualTo("bye");
            client.close();
            RawClient toReset = bench().rawClient(resetting);
            toReset.send("x");
            assertThatThrownBy(toReset::readToEnd).isInstanceOf(SocketException.class);
        }
        RawClient cut = bench().rawClient(listener);
        cut.send("");
        Wait.until("accepted", () -> listener.accepted() == 6);
        listener.close();
        assertThat(listener.awaitEmpty(Wait.LIMIT)).isTrue();
        assertThat(resetting.awaitEmpty(Wait.LIMIT)).isTrue();
        assertThat(listener.failed() + resetting.failed()).isZero();
    }

    /** The system keeps nothing of a connection that was reset; that can be seen on Linux. */
    private static void expectNoTimeWait(Listener listener, SocketAddress peer) throws IOException {
        String here = hex(listener.address());
        String there = hex(peer);
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            Path file = Path.of(table);
            assumeThat(Files.isReadable(file)).as(table + " is there").isTrue();
            assertThat(Files.readAllLines(file))
                    .as("connections from " + here + " to " + there)
                    .noneMatch(line -> {
                        String[] fields = line.trim().split("\\s+", 4);
                        return fields[1].endsWith(here) && fields[2].endsWith(there);
                    });
        }
    }

    private static String hex(SocketAddress address) {
        return String.format(Locale.ROOT, ":%04X", ((InetSocketAddress) address).getPort());
    }

    /** Answers the first bytes and does something more. */
    final class Answering extends Probe {
        private final String answer;
        private final Consumer<Connection> afterwards;

        Answering(String answer, Consumer<Connection> afterwards) {
            this.answer = answer;
            this.afterwards = afterwards;
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            write(connection, answer);
            afterwards.accept(connection);
        }
    }
}
