package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** How a peer may end a connection: in order, by halves, or by a reset. */
interface PeerEndTests extends TransportTests {

    /** A peer that shuts down its output still reads: {@code ended} follows its last byte, and may write. */
    @Test
    default void halfClosedPeerGetsTheRest() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                super.received(connection, bytes);
                EchoHandler.echo(connection, bytes);
            }

            @Override
            public void ended(Connection connection) {
                write(connection, "; " + octets() + " octets in all");
                super.ended(connection);
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        String text = "a question ".repeat(10_000);
        bench().startAside(() -> {
            client.send(text);
            client.shutdownOutput();
            return true;
        });
        assertThat(client.read(text.length())).isEqualTo(text);
        probe.awaitEnded();
        Connection connection = probe.connection();
        Wait.inLane(connection.lane(), () -> Probe.write(connection, ", and this was later"));
        Wait.inLane(connection.lane(), connection::close);
        assertThat(client.readToEnd()).isEqualTo("; " + text.length() + " octets in all, and this was later");
        assertThat(probe.awaitClosed()).as("cause").isNull();
        assertThat(probe.text()).isEqualTo(text);
    }

    /** Unless a handler overrides {@code ended}, its connection is closed in order. */
    @Test
    default void endClosesUnlessOverridden() throws IOException {
        RawClient client = bench().rawClient(bench().listen(EchoHandler::new));
        client.send("last");
        client.shutdownOutput();
        assertThat(client.readToEnd()).isEqualTo("last");
    }

    /** A peer that goes away in order leaves no cause. */
    @Test
    default void orderlyCloseHasNoCause() throws IOException {
        Probe probe = new Probe() {
            @Override
            public void ended(Connection connection) {
                super.ended(connection);
                connection.close();
            }
        };
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        client.send("x");
        probe.awaitText("x");
        client.close();
        probe.awaitEnded();
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** A reset while the handler writes reaches its handler as a cause, once, and nobody else. */
    @Test
    default void resetWhileWritingConcernsOnlyItsConnection() throws IOException {
        PushHandler push = new PushHandler();
        Transport transport = bench().transport();
        RawClient other = bench().rawClient(bench().listen(transport, EchoHandler::new));
        TransportBench.expectEcho(other, "before");
        RawClient client = bench().slowClient(bench().listen(transport, () -> push));
        client.read(1000);
        client.reset();
        assertThat(push.awaitClosed()).as("cause").isNotNull();
        TransportBench.expectEcho(other, "after");
        bench().expectService(transport);
    }

    /** Many resets in the midst of traffic, on every lane. */
    @Test
    default void manyResetsHurtNobody() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        RawClient other = bench().rawClient(listener);
        byte[] much = new byte[100_000];
        for (int i = 0; i < 100; i++) {
            RawClient client = bench().slowClient(listener);
            client.send(much);
            client.read(1 + i);
            client.reset();
            TransportBench.expectEcho(other, "unharmed");
        }
        Wait.until("all but one gone", () -> listener.connections() == 1);
    }

    /** A reset is noticed while nothing is written, too. */
    @Test
    default void resetWhileIdleIsNoticed() throws IOException {
        Probe probe = new Probe();
        RawClient client = bench().rawClient(bench().listen(() -> probe));
        client.send("x");
        probe.awaitText("x");
        client.reset();
        assertThat(probe.awaitClosed()).as("cause").isNotNull();
    }

    /** A peer that has shut down its output may still reset the connection that is written to. */
    @Test
    default void resetAfterHalfCloseIsNoticed() throws IOException {
        PushHandler push = new PushHandler();
        RawClient client = bench().slowClient(bench().listen(() -> push));
        client.shutdownOutput();
        push.awaitEnded();
        client.reset();
        assertThat(push.awaitClosed()).as("cause").isNotNull();
    }
}
