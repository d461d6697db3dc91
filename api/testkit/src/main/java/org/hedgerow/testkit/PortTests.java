package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConnectingLane;
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
            ConnectingLane lane = transport.lane();
            DatagramProbe probe = new DatagramProbe();
            AtomicBoolean early = new AtomicBoolean();
            DatagramPort made = Wait.inLane(lane, () -> {
                DatagramPort port = lane.openPort(server.address(), bench().watch(probe));
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

    /** The port stays open, and whatever comes then is heard. */
    @Test
    default void aPeerWithoutASocketRefuses() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(TransportBench.anyPort())) {
            SocketAddress nobody = taken.getLocalSocketAddress();
            taken.connect(nobody); // so that it takes nothing from others, and others do not take its port
            Transport transport = bench().transport();
            CountDownLatch refused = new CountDownLatch(3);
            DatagramProbe probe = new DatagramProbe() {
                @Override
                public void refused(DatagramPort port, IOException cause) {
                    refused.countDown();
                    if (refused.getCount() > 0) {
                        send(port, "again", nobody);
                    }
                }
            };
            DatagramPort port = bench().openPort(transport.lane(), nobody, probe);
            Wait.inLane(port.lane(), () -> DatagramProbe.send(port, "once", nobody));
            Wait.on(refused, "refused three times");
            assertThat(probe.isClosed()).isFalse();
            taken.disconnect();
            Wait.inLane(port.lane(), () -> DatagramProbe.send(port, "heard", nobody));
            DatagramPacket packet = new DatagramPacket(new byte[16], 16);
            taken.setSoTimeout((int) Wait.LIMIT.toMillis());
            taken.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .isEqualTo("heard");
        }
    }

    /**
     * What the system does not send it says at once, as where no route leads to the peer any more; here, more than fits a
     * datagram. The handler is told later, when it is open and not in the midst of sending, and the port stays open.
     */
    @Test
    default void whatCannotBeSentIsRefused() throws IOException {
        Binding server = bench().bind(bench().transport(), DatagramEcho::new);
        byte[] tooMuch = new byte[65_510];
        AtomicBoolean sending = new AtomicBoolean();
        AtomicBoolean toldWithin = new AtomicBoolean();
        CountDownLatch refused = new CountDownLatch(3);
        DatagramProbe probe = new DatagramProbe() {
            @Override
            public void refused(DatagramPort port, IOException cause) {
                toldWithin.compareAndSet(false, sending.get() || !isOpened());
                refused.countDown();
                if (refused.getCount() > 0) {
                    sending.set(true);
                    port.send(tooMuch, 0, tooMuch.length, server.address());
                    sending.set(false);
                }
            }
        };
        ConnectingLane lane = bench().transport().lane();
        DatagramPort port = Wait.inLane(lane, () -> {
            DatagramPort opening = lane.openPort(server.address(), bench().watch(probe));
            opening.send(tooMuch, 0, tooMuch.length, server.address());
            return opening;
        });
        Wait.on(refused, "refused three times");
        assertThat(toldWithin).as("told while it sends, or before it is open").isFalse();
        Wait.inLane(lane, () -> DatagramProbe.send(port, "heard", server.address()));
        probe.awaitText("heard");
        Wait.inLane(lane, port::close);
    }

    /** Nobody but the peer is heard, though everybody may send to the port; nor is anybody else sent to. */
    @Test
    default void strangersAreNotHeard() throws IOException {
        RawDatagramClient peer = bench().keep(RawDatagramClient.of(TransportBench.anyPort()));
        RawDatagramClient stranger = bench().keep(RawDatagramClient.of(TransportBench.anyPort()));
        DatagramProbe probe = new DatagramProbe();
        Transport transport = bench().transport();
        DatagramPort port = bench().openPort(transport.lane(), peer.localAddress(), probe);
        SocketAddress local = loopback(port);
        for (int i = 0; i < 10; i++) {
            stranger.send(utf8("forged"), local);
            peer.send(utf8(""), local);
            peer.send(utf8("genuine " + i), local);
            probe.awaitText("genuine " + i);
        }
        assertThat(probe.texts()).hasSize(20);
        assertThatThrownBy(() -> Wait.inLane(
                        port.lane(), () -> DatagramProbe.send(port, "to a stranger", stranger.localAddress())))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    /** A peer that is down, which ICMP tells, is heard as soon as it is up again: each datagram is sent. */
    @Test
    default void aPeerThatWasDownIsHeardAgain() throws IOException {
        Transport transport = bench().transport();
        for (ConnectingLane lane : List.of(transport.lane(), transport.lane())) {
            SocketAddress address = unusedAddress();
            DatagramProbe probe = new DatagramProbe();
            DatagramPort port = bench().openPort(lane, address, probe);
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 10; i++) {
                    Wait.inLane(lane, () -> DatagramProbe.send(port, "into the void", address));
                }
                String text = "is anybody there " + round;
                try (RawDatagramClient peer = RawDatagramClient.bound(address, address)) {
                    Wait.inLane(lane, () -> DatagramProbe.send(port, text, address));
                    String heard = peer.receiveText();
                    // Ports may send no sooner than when the lane is through, and so to this peer.
                    for (int i = 0; i < 10 && heard.equals("into the void"); i++) {
                        heard = peer.receiveText();
                    }
                    assertThat(heard).isEqualTo(text);
                    peer.send(utf8(text), peer.sender());
                    probe.awaitText(text);
                }
            }
            assertThat(probe.isClosed()).isFalse();
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
            DatagramPort port = bench().openPort(transport.lane(), server.address(), probe);
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
            ConnectingLane lane = transport.lane();
            DatagramProbe probe = new DatagramProbe();
            Wait.inLane(lane, () -> {
                DatagramPort port = lane.openPort(server.address(), bench().watch(probe));
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
            DatagramPort port = bench().openPort(transport.lane(), nowhere, probe);
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
        ConnectingLane lane = transport.lane();
        DatagramProbe before = new DatagramProbe();
        bench().openPort(lane, server.address(), before);
        DatagramProbe after = new DatagramProbe();
        Wait.inLane(lane, () -> {
            transport.close();
            lane.openPort(server.address(), bench().watch(after));
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
        ConnectingLane lane = bench().transport().lane();
        DatagramProbe probe = new DatagramProbe() {
            @Override
            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
                super.received(port, bytes, from);
                Thread.currentThread().interrupt();
            }
        };
        DatagramPort port = bench().openPort(lane, server.address(), probe);
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
        ConnectingLane lane = bench().transport().lane();
        DatagramProbe probe = new DatagramProbe();
        DatagramPort port = bench().openPort(lane, server.address(), probe);
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where the port is reached from this host. */
    private static SocketAddress loopback(DatagramPort port) {
        int number = ((InetSocketAddress) port.localAddress()).getPort();
        return new InetSocketAddress(TransportBench.anyPort().getAddress(), number);
    }

    private static SocketAddress unusedAddress() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(TransportBench.anyPort())) {
            return socket.getLocalSocketAddress();
        }
    }
}
