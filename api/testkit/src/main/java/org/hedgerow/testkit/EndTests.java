package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may close a transport, and when, and what becomes of those who use it. */
interface EndTests extends TransportTests {

    /** All of its lanes may close it at once: none waits for another. */
    @Test
    default void lanesMayCloseTheirTransportAtOnce() throws IOException {
        Transport transport = bench().transport();
        List<Lane> lanes = bench().lanes(transport);
        closeAtOnce(lanes, lanes.stream().map(lane -> transport).toList());
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
        transport.close();
    }

    /** Two transports whose lanes close each other do not wait for each other. */
    @Test
    default void transportsMayCloseEachOther() throws IOException {
        List<Transport> transports = List.of(bench().transport(), bench().transport());
        List<Lane> lanes = new ArrayList<>();
        for (Transport transport : transports) {
            Probe probe = new Probe();
            bench().client(bench().listen(transport, () -> probe));
            bench().bind(transport, DatagramEcho::new);
            lanes.add(probe.connection().lane());
        }
        closeAtOnce(lanes, List.of(transports.get(1), transports.get(0)));
        for (Transport transport : transports) {
            Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
        }
    }

    /** Each lane closes its own one of these, once all are at it. */
    private void closeAtOnce(List<Lane> lanes, List<Transport> closed) {
        CyclicBarrier together = new CyclicBarrier(lanes.size());
        CountDownLatch over = new CountDownLatch(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            Transport own = closed.get(i);
            // Aside, since a lane may run what it is handed on the thread that hands it in.
            bench().startAside(() -> {
                lane.execute(() -> {
                    await(together);
                    own.close();
                    over.countDown();
                });
                return true;
            });
        }
        Wait.on(over, "closed");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(Wait.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("not together", e);
        }
    }

    /** Whoever is told of the end of the transport can tell it from other ends, and gets nothing new any more. */
    @Test
    default void aTransportThatIsClosedSaysSo() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(bench().transport(), EchoHandler::new);
        Connector connector = transport.connector();
        Probe late = new Probe();
        DatagramProbe latePort = new DatagramProbe();
        Probe probe = new Probe() {
            @Override
            public void closed(Connection connection, @Nullable IOException cause) {
                connector.connect(listener.address(), bench().watch(late));
                DatagramPort unused = connector.openPort(listener.address(), bench().watch(latePort));
                super.closed(connection, cause);
            }
        };
        bench().connect(connector, listener.address(), probe);
        probe.connection();
        DatagramProbe port = new DatagramProbe();
        bench().openPort(connector, listener.address(), port);
        port.port();
        transport.close();
        assertThat(probe.awaitClosed()).isInstanceOf(ClosedTransportException.class);
        assertThat(port.awaitClosed()).isInstanceOf(ClosedTransportException.class);
        assertThat(late.awaitClosed()).isInstanceOf(ClosedTransportException.class);
        assertThat(latePort.awaitClosed()).isInstanceOf(ClosedTransportException.class);
        assertThat(late.isOpened() || latePort.isOpened()).as("opened").isFalse();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
    }

    /** Closing beside the first use: either that comes to something that is closed, or to nothing; nothing is left. */
    @Test
    default void closingBesideTheFirstUseLeavesNothing() {
        for (int round = 0; round < 60; round++) {
            int kind = round % 4;
            Transport transport = bench().transport(TransportOptions.defaults().withLanes(2));
            CyclicBarrier together = new CyclicBarrier(2);
            Future<Boolean> use = bench().start(() -> {
                Connector connector = transport.connector();
                await(together);
                try {
                    use(transport, connector, kind);
                } catch (IllegalStateException closed) {
                    assertThat(closed).hasMessageContaining("closed");
                }
                return true;
            });
            await(together);
            transport.close();
            Wait.on(use, "used");
            assertThat(transport.lane().hasEnded()).isTrue();
            Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
            transport.close();
        }
    }

    private void use(Transport transport, Connector connector, int kind) throws IOException {
        Lane lane = connector.lane();
        switch (kind) {
            case 0 -> transport.listen(TransportBench.anyPort(), EchoHandler::new, ListenOptions.defaults());
            case 1 -> transport.bind(TransportBench.anyPort(), DatagramEcho::new, BindOptions.defaults());
            case 2 -> lane.execute(() -> lane.schedule(Long.MAX_VALUE, () -> {}));
            default -> lane.execute(() -> connector.connect(TransportBench.anyPort(), bench().watch(new Probe())));
        }
    }
}
