package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/** What a program does wrong is refused where it does so, by name. */
@SuppressWarnings("NullAway")
interface MisuseTests extends TransportTests {

    /** Nulls, on any thread. */
    @Test
    default void nullsAreRefusedByName() throws IOException {
        Transport transport = bench().transport();
        SocketAddress address = TransportBench.anyPort();
        ListenOptions listen = ListenOptions.defaults();
        BindOptions bind = BindOptions.defaults();
        expectNull("address", () -> transport.listen(null, EchoHandler::new, listen));
        expectNull("handlers", () -> transport.listen(address, null, listen));
        expectNull("options", () -> transport.listen(address, EchoHandler::new, null));
        expectNull("address", () -> transport.bind(null, DatagramEcho::new, bind));
        expectNull("handlers", () -> transport.bind(address, null, bind));
        expectNull("options", () -> transport.bind(address, DatagramEcho::new, null));
        expectNull("make", () -> transport.local(null));
        expectNull("callers", () -> transport.local(Connector::lane).get(null));
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
    }

    /** Nulls, in a lane, which goes on. */
    @Test
    default void nullsAreRefusedByNameInALane() throws IOException {
        Transport transport = bench().transport();
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        expectNull("task", () -> lane.execute(null));
        Wait.inLane(lane, () -> {
            expectNull("task", () -> lane.execute(null));
            expectNull("task", () -> lane.schedule(0, null));
            expectNull("task", () -> lane.schedule(1, null));
            expectNull("address", () -> connector.connect(null, new Probe()));
            expectNull("handler", () -> connector.connect(TransportBench.anyPort(), null));
            expectNull("peer", () -> connector.openPort(null, new DatagramProbe()));
            expectNull("handler", () -> connector.openPort(TransportBench.anyPort(), null));
        });
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        bench().expectService(transport);
    }

    /** Nulls, on connections of either side, those too that could not be made. */
    @Test
    default void nullsAreRefusedByNameOnConnections() throws IOException {
        Transport transport = bench().transport();
        Probe accepted = new Probe();
        Probe connected = new Probe();
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        Connection outgoing = bench().connect(
                        connector, bench().listen(transport, () -> accepted).address(), connected);
        List<Connection> all = new ArrayList<>(List.of(accepted.connection(), connected.connection()));
        all.add(bench().connect(connector, InetSocketAddress.createUnresolved("nowhere.invalid", 53), new Probe()));
        for (Connection each : all) {
            Wait.inLane(each.lane(), () -> {
                expectNull("bytes", () -> each.write((byte[]) null, 0, 0));
                expectNull("file", () -> each.write((FileChannel) null, 0, 0));
            });
        }
        assertThat(accepted.isClosed()).isFalse();
        Wait.inLane(lane, outgoing::close);
        Wait.inLane(accepted.connection().lane(), accepted.connection()::close);
    }

    /** Nulls, on ports of either kind, those too that could not be opened. */
    @Test
    default void nullsAreRefusedByNameOnPorts() throws IOException {
        Transport transport = bench().transport();
        DatagramProbe bound = new DatagramProbe();
        Connector connector = transport.connector();
        SocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 53);
        Binding binding =
                bench().bind(bench().transport(TransportOptions.defaults().withLanes(1)), () -> bound);
        for (DatagramPort each : List.of(
                bound.port(),
                bench().openPort(connector, binding.address(), new DatagramProbe()),
                bench().openPort(connector, nowhere, new DatagramProbe()))) {
            Wait.inLane(each.lane(), () -> {
                expectNull("bytes", () -> each.send(null, 0, 0, binding.address()));
                expectNull("to", () -> each.send(new byte[1], 0, 1, null));
            });
        }
        assertThat(bound.isClosed()).isFalse();
    }

    private static void expectNull(String name, ThrowingCallable misuse) {
        assertThatNullPointerException().isThrownBy(misuse).withMessage(name);
    }

    /** A factory that makes no handler costs that connection; where nobody has come yet, it is refused. */
    @Test
    default void factoriesMustMakeHandlers() throws IOException {
        Transport transport = bench().transport();
        StreamPeer client = bench().keep(bench().connect(transport
                .listen(TransportBench.anyPort(), () -> null, ListenOptions.defaults())
                .address()));
        Wait.until("cut", () -> {
            try {
                return client.readToEnd().isEmpty();
            } catch (IOException reset) {
                return true;
            }
        });
        assertThatNullPointerException()
                .isThrownBy(() -> transport.bind(TransportBench.anyPort(), () -> null, BindOptions.defaults()))
                .withMessageContaining("handler");
        bench().expectService(transport);
        transport.close();
    }

    /** Timers and connections belong to a lane, and are made inside it. */
    @Test
    default void aLaneIsUsedFromInside() throws IOException {
        Transport transport = bench().transport();
        bench().expectService(transport);
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        for (ThrowingCallable misuse : List.<ThrowingCallable>of(
                () -> lane.schedule(1, () -> {}),
                () -> connector.connect(TransportBench.anyPort(), new Probe()),
                () -> connector.openPort(TransportBench.anyPort(), new DatagramProbe()))) {
            expectOutside(misuse);
        }
        assertThat(transport.usage().timers()).isZero();
    }

    /** Whatever is confined to a lane says so to those who are outside, connections and ports of either side. */
    @Test
    default void connectionsAndPortsAreUsedFromInside() throws IOException {
        Transport transport = bench().transport();
        Probe accepted = new Probe();
        Probe connected = new Probe();
        DatagramProbe bound = new DatagramProbe();
        Connection made = bench().connect(
                        transport.connector(),
                        bench().listen(transport, () -> accepted).address(),
                        connected);
        Binding binding =
                bench().bind(bench().transport(TransportOptions.defaults().withLanes(1)), () -> bound);
        DatagramPort opened = bench().openPort(transport.connector(), binding.address(), new DatagramProbe());
        assertThat(connected.connection()).isSameAs(made);
        for (Connection each : List.of(accepted.connection(), made)) {
            expectOutside(() -> each.write(new byte[1], 0, 1));
            expectOutside(each::pendingOutput);
            expectOutside(() -> each.reading(false));
            expectOutside(() -> each.awaitQuiet(1));
            expectOutside(each::close);
            expectOutside(each::shed);
            expectOutside(each::reset);
        }
        for (DatagramPort each : List.of(bound.port(), opened)) {
            expectOutside(() -> each.send(new byte[1], 0, 1, binding.address()));
            expectOutside(each::close);
        }
        assertThat(accepted.isClosed() || connected.isClosed() || bound.isClosed())
                .as("closed")
                .isFalse();
        Wait.inLane(made.lane(), made::close);
        Wait.inLane(accepted.connection().lane(), accepted.connection()::close);
    }

    private static void expectOutside(ThrowingCallable misuse) {
        assertThatThrownBy(misuse).isInstanceOf(IllegalStateException.class).hasMessageContaining("outside the lane");
    }

    /** Negative times are refused by name, and the longest are as good as for ever. */
    @Test
    default void timesAreRefusedOrCapped() throws Exception {
        Transport transport = bench().transport();
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        List<Binding> bindings = List.of(
                bench().listen(
                                transport,
                                EchoHandler::new,
                                ListenOptions.defaults().withIdleTimeout(longest)),
                bench().bind(transport, DatagramEcho::new));
        for (Binding binding : bindings) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> binding.awaitEmpty(Duration.ofSeconds(Long.MIN_VALUE)))
                    .withMessageContaining("limit");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> binding.awaitEmpty(Duration.ofNanos(-1)))
                    .withMessageContaining("limit");
        }
        StreamPeer client = bench().keep(bench().connect(bindings.get(0).address()));
        TransportBench.expectEcho(client, "not idle for so long");
        client.close();
        for (Binding binding : bindings) {
            binding.close();
            assertThat(binding.awaitEmpty(longest)).isTrue();
        }
    }
}
