package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/** Ports that are opened towards one peer, and the lanes that they live in. */
interface PortTests extends TransportTests {

    /** Question and answer; all in the lane that opened the port, which may be used before {@code opened} is told. */
    @Test
    default void portsExchangeDatagrams() throws IOException {
        Transport transport = bench().transport();
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        for (int i = 0; i < 4; i++) {
            Connector connector = transport.connector();
            Lane lane = connector.lane();
            DatagramProbe probe = new DatagramProbe();
            AtomicBoolean early = new AtomicBoolean();
            DatagramPort made = Wait.inLane(lane, () -> {
                DatagramPort port = connector.openPort(server.address(), bench().watch(probe));
                DatagramProbe.send(port, "at once", server.address());
                early.set(probe.isOpened());
                return port;
            });
            assertThat(early).as("opened told within openPort").isFalse();
            DatagramPort port = probe.port();
            assertThat(port).isSameAs(made);
            assertThat(port.lane()).isSameAs(lane);
            probe.awaitText("at once");
            Wait.inLane(lane, () -> DatagramProbe.send(port, "later", server.address()));
            probe.awaitText("later");
            assertThat(probe.senders()).containsOnly(server.address());
            assertThat(transport.usage().ports()).isEqualTo(1);
            Wait.inLane(lane, port::close);
            assertThat(probe.awaitClosed()).as("cause").isNull();
            Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
        }
    }

    /** Each port is one of its own. */
    @Test
    default void portsAreDistinct() throws IOException {
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        Transport transport = bench().transport();
        Set<SocketAddress> locals = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            DatagramProbe probe = new DatagramProbe();
            DatagramPort port = bench().openPort(transport.connector(), server.address(), probe);
            Wait.inLane(port.lane(), () -> DatagramProbe.send(port, "mine", server.address()));
            probe.awaitText("mine");
            locals.add(port.localAddress());
        }
        assertThat(locals).hasSize(20);
        assertThat(transport.usage().ports()).isEqualTo(20);
    }

    /** A port may be closed before it is told to be open; nothing is left of it. What is sent on it is dropped. */
    @Test
    default void aPortMayBeGivenUpAtOnce() throws IOException {
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        Transport transport = bench().transport();
        for (int i = 0; i < 100; i++) {
            Connector connector = transport.connector();
            Lane lane = connector.lane();
            DatagramProbe probe = new DatagramProbe();
            Wait.inLane(lane, () -> {
                DatagramPort port = connector.openPort(server.address(), bench().watch(probe));
                port.close();
                port.close();
                DatagramProbe.send(port, "too late", server.address());
            });
            assertThat(probe.awaitClosed()).as("cause").isNull();
            assertThat(probe.isOpened()).as("opened").isFalse();
        }
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
    }

    /** A port towards no address that there is cannot be opened: only {@code closed} is told, with the cause. */
    @Test
    default void aPortThatCannotBeOpenedIsOnlyClosed() {
        Transport transport = bench().transport();
        for (SocketAddress nowhere :
                List.of(InetSocketAddress.createUnresolved("nowhere.invalid", 53), new SocketAddress() {
                    private static final long serialVersionUID = 1;
                })) {
            DatagramProbe probe = new DatagramProbe();
            DatagramPort port = bench().openPort(transport.connector(), nowhere, probe);
            assertThat(probe.awaitClosed()).as("cause").isNotNull();
            assertThat(probe.isOpened()).as("opened").isFalse();
            Wait.inLane(port.lane(), () -> DatagramProbe.send(port, "nobody hears it", nowhere));
            Wait.inLane(port.lane(), port::close);
        }
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
    }

    /** Closing the transport closes its ports; one that is opened after that is told so. */
    @Test
    default void closingTheTransportClosesItsPorts() throws IOException {
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        Transport transport = bench().transport();
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        DatagramProbe before = new DatagramProbe();
        bench().openPort(connector, server.address(), before);
        DatagramProbe after = new DatagramProbe();
        Wait.inLane(lane, () -> {
            transport.close();
            connector.openPort(server.address(), bench().watch(after));
        });
        assertThat(before.awaitClosed()).as("cause").isNotNull();
        assertThat(after.awaitClosed()).as("cause").isNotNull();
        assertThat(after.isOpened()).as("opened").isFalse();
        transport.close();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
    }

    /** An interrupt that a handler leaves behind takes no port away. */
    @Test
    default void anInterruptLeftBehindDoesNotCloseAnOutgoingPort() throws IOException {
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        Connector connector = bench().transport().connector();
        Lane lane = connector.lane();
        DatagramProbe probe = new DatagramProbe() {
            @Override
            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
                super.received(port, bytes, from);
                Thread.currentThread().interrupt();
            }
        };
        DatagramPort port = bench().openPort(connector, server.address(), probe);
        for (int i = 0; i < 10; i++) {
            String text = "interrupted " + i;
            lane.execute(() -> DatagramProbe.send(port, text, server.address()));
            probe.awaitText(text);
        }
        assertThat(probe.isClosed()).isFalse();
    }

    /** Whoever sends may be interrupted at any moment: that is no reason to lose the port. */
    @Test
    default void anInterruptOfASenderDoesNotCloseThePort() throws IOException {
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        Connector connector = bench().transport().connector();
        Lane lane = connector.lane();
        DatagramProbe probe = new DatagramProbe();
        DatagramPort port = bench().openPort(connector, server.address(), probe);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Thread> sender = new CompletableFuture<>();
        Future<Boolean> sending = bench().start(() -> {
            sender.complete(Thread.currentThread());
            int handedIn = 0;
            while (!over.get()) {
                lane.execute(() -> {
                    DatagramProbe.send(port, "interrupted", server.address());
                    sent.incrementAndGet();
                });
                handedIn++;
                while (sent.get() < handedIn) {
                    Thread.onSpinWait(); // for anything that waits would end upon an interrupt
                }
            }
            return true;
        });
        Wait.until("under way", () -> sent.get() > 0);
        for (int i = 0; i < 20_000; i++) {
            Wait.on(sender, "started").interrupt();
        }
        over.set(true);
        Wait.on(sending, "over");
        Wait.until("heard again", () -> {
            // More than once: all that was sent before may have left no room for it.
            Wait.inLane(lane, () -> DatagramProbe.send(port, "still there", server.address()));
            return probe.texts().contains("still there");
        });
        assertThat(probe.isClosed()).isFalse();
    }
}
