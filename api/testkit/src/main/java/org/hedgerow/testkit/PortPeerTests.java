package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** Ports towards one peer, and what others, and nobody, at the other end make of them. */
interface PortPeerTests extends TransportTests {

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
            DatagramPort port = bench().openPort(transport.connector(), nobody, probe);
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
        Connector connector = bench().transport().connector();
        DatagramPort port = Wait.inLane(connector.lane(), () -> {
            DatagramPort opening = connector.openPort(server.address(), bench().watch(probe));
            opening.send(tooMuch, 0, tooMuch.length, server.address());
            return opening;
        });
        Wait.on(refused, "refused three times");
        assertThat(toldWithin).as("told while it sends, or before it is open").isFalse();
        Wait.inLane(connector.lane(), () -> DatagramProbe.send(port, "heard", server.address()));
        probe.awaitText("heard");
        Wait.inLane(connector.lane(), port::close);
    }

    /** Nobody but the peer is heard, though everybody may send to the port; nor is anybody else sent to. */
    @Test
    default void strangersAreNotHeard() throws IOException {
        RawDatagramClient peer = bench().keep(RawDatagramClient.of(TransportBench.anyPort()));
        RawDatagramClient stranger = bench().keep(RawDatagramClient.of(TransportBench.anyPort()));
        DatagramProbe probe = new DatagramProbe();
        Transport transport = bench().transport();
        DatagramPort port = bench().openPort(transport.connector(), peer.localAddress(), probe);
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
        for (Connector connector : List.of(transport.connector(), transport.connector())) {
            SocketAddress address = unusedAddress();
            DatagramProbe probe = new DatagramProbe();
            DatagramPort port = bench().openPort(connector, address, probe);
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 10; i++) {
                    Wait.inLane(connector.lane(), () -> DatagramProbe.send(port, "into the void", address));
                }
                String text = "is anybody there " + round;
                try (RawDatagramClient peer = RawDatagramClient.bound(address, address)) {
                    Wait.inLane(connector.lane(), () -> DatagramProbe.send(port, text, address));
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
