package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;

/** Connections that the transport makes, and the lanes that they live in. */
interface OutgoingTests extends TransportTests {

    /** Question and answer over a connection that was made; all in the lane that connected. */
    @Test
    default void outgoingConnectionsExchangeBytes() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        Probe probe = new Probe();
        Connection made = bench().connect(connector, listener.address(), probe);
        Connection connection = probe.connection();
        assertThat(connection).isSameAs(made);
        assertThat(connection.lane()).isSameAs(lane);
        assertThat(connection.remoteAddress()).isEqualTo(listener.address());
        assertThat(transport.usage().connections()).isGreaterThanOrEqualTo(1);
        Wait.inLane(lane, () -> Probe.write(connection, "there and back"));
        probe.awaitText("there and back");
        Wait.inLane(lane, connection::close);
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** What is written before the connection stands is dropped. */
    @Test
    default void writesBeforeItIsOpenAreDropped() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        Probe probe = new Probe();
        Wait.inLane(lane, () -> {
            Connection early = connector.connect(listener.address(), bench().watch(probe));
            Probe.write(early, "too early");
        });
        Connection connection = probe.connection();
        Wait.inLane(lane, () -> Probe.write(connection, "in time"));
        probe.awaitText("in time");
        Wait.inLane(lane, connection::close);
        probe.awaitClosed();
    }

    /** The peer of an outgoing connection ends it: half, then whole. */
    @Test
    default void thePeerEndsAnOutgoingConnection() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, () -> new Probe() {
            @Override
            public void opened(Connection connection) {
                write(connection, "bye");
                connection.close();
            }
        });
        Probe probe = new Probe();
        Connection connection = bench().connect(transport.connector(), listener.address(), probe);
        probe.awaitEnded();
        assertThat(probe.text()).isEqualTo("bye");
        Wait.inLane(connection.lane(), connection::close);
        assertThat(probe.awaitClosed()).as("cause").isNull();
    }

    /** Where nobody listens only {@code closed} is told, with the cause. */
    @Test
    default void aRefusedConnectionIsOnlyClosed() throws IOException {
        Transport transport = bench().transport();
        SocketAddress nobody = UnusedAddress.ofStreams(transport);
        for (int i = 0; i < 10; i++) {
            Probe probe = new Probe();
            bench().connect(transport.connector(), nobody, probe);
            assertThat(probe.awaitClosed()).as("cause").isNotNull();
            assertThat(probe.isOpened()).as("opened").isFalse();
        }
    }

    /** Before a connection stands it may be closed or reset; it is over then, and nothing is left of it. */
    @Test
    default void aConnectionMayBeGivenUpAtOnce() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        List<SocketAddress> addresses = List.of(listener.address(), UnusedAddress.ofStreams(transport));
        for (SocketAddress address : addresses) {
            for (int i = 0; i < 20; i++) {
                boolean reset = i % 2 == 0;
                Probe probe = new Probe();
                Connector connector = transport.connector();
                Lane lane = connector.lane();
                Wait.inLane(lane, () -> {
                    Connection connection = connector.connect(address, bench().watch(probe));
                    if (reset) {
                        connection.reset();
                    } else {
                        connection.close();
                    }
                });
                probe.awaitClosed();
            }
        }
        bench().expectService(transport);
    }

    /** There is one of what is local for each lane, the lane's own for its own callers, and always the same. */
    @Test
    default void localGivesOnePerLane() throws IOException {
        int lanes = 3;
        Transport transport = bench().transport(TransportOptions.defaults().withLanes(lanes));
        List<Connector> made = new ArrayList<>();
        Local<Connector> local = transport.local(connector -> {
            made.add(connector);
            return connector;
        });
        int expected = transport.model() == ConcurrencyModel.EVENT_LOOP ? 1 : lanes;
        assertThat(made).as("made at once").hasSize(expected).doesNotHaveDuplicates();
        List<Connector> all = new ArrayList<>();
        local.forEach(all::add);
        assertThat(all).containsExactlyInAnyOrderElementsOf(made);
        for (Connector connector : made) {
            assertThat(local.get(connector.lane())).isSameAs(connector);
        }
        Lane foreign = new ManualLane();
        Connector assigned = local.get(foreign);
        assertThat(made).contains(assigned);
        for (int i = 0; i < 10; i++) {
            assertThat(local.get(foreign)).isSameAs(assigned);
        }

        Probe probe = new Probe();
        bench().client(bench().listen(transport, () -> probe));
        Lane accepted = probe.connection().lane();
        Connector near = local.get(accepted);
        assertThat(made).contains(near);
        assertThat(Wait.inLane(accepted, () -> local.get(accepted))).isSameAs(near);
    }

    /** {@code lane} hands out the lanes in turn. */
    @Test
    default void lanesAreHandedOutInTurn() {
        Transport transport = bench().transport();
        List<Lane> all = new ArrayList<>();
        transport.local(Connector::lane).forEach(all::add);
        List<Lane> turn = new ArrayList<>();
        for (int i = 0; i < 2 * all.size(); i++) {
            turn.add(transport.lane());
        }
        all.addAll(List.copyOf(all));
        assertThat(turn).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Connections that write to each other in both directions do not wait for one another. */
    @Test
    default void relaysDoNotDeadlock() throws IOException {
        Transport transport = bench().transport();
        Listener target = bench().listen(transport, EchoHandler::new);
        Local<Connector> local = transport.local(connector -> connector);
        Listener relay = bench().listen(transport, () -> new Relay(bench(), local, target.address()));
        List<Future<Boolean>> clients = new ArrayList<>();
        String text = "to and fro ".repeat(100);
        for (int i = 0; i < 4; i++) {
            StreamPeer client = bench().client(relay);
            clients.add(bench().start(() -> {
                for (int round = 0; round < 500; round++) {
                    TransportBench.expectEcho(client, text);
                }
                return true;
            }));
        }
        clients.forEach(client -> Wait.on(client, "all echoes"));
    }
}
