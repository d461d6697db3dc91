package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedPortTest {
    private static final SocketAddress PEER = InetSocketAddress.createUnresolved("peer", 53);
    private static final SocketAddress STRANGER = InetSocketAddress.createUnresolved("stranger", 53);

    private final ManualConnector lane = new ManualConnector();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** The stand-in keeps the contract that transports keep. */
    @AfterEach
    void theHandlerWasToldInOrder() {
        assertThat(complaints).isEmpty();
    }

    @Test
    void datagramsComeAndGo() {
        ScriptedPort port = ScriptedPort.bound(lane, () -> watch(new DatagramEcho()));
        port.receive(utf8("one"), PEER);
        port.receive(utf8(""), STRANGER);
        assertThat(port.recipients()).containsExactly(PEER, STRANGER);
        assertThat(port.takeSent()).containsExactly(utf8("one"), utf8(""));
        assertThat(port.sent()).isEmpty();
        port.end();
        assertThat(port.isClosed()).isTrue();
        assertThat(port.cause()).isNull();
    }

    @Test
    void aPortOfALaneHearsItsPeerOnly() {
        lane.run(() -> {
            DatagramPort port = lane.openPort(PEER, watch(new Telling()));
            DatagramProbe.send(port, "at once", PEER);
            assertThat(lane.port().isOpened()).isFalse();
        });
        ScriptedPort port = lane.port();
        assertThat(lane.ports()).containsExactly(port);
        assertThat(port.peer()).isEqualTo(PEER);
        port.receive(utf8("heard"));
        port.receive(utf8("not heard"), STRANGER);
        assertThat(port.sent()).containsExactly(utf8("at once"));
        lane.run(() ->
                assertThatIllegalArgumentException().isThrownBy(() -> DatagramProbe.send(port, "astray", STRANGER)));
        lane.run(port::close);
        port.receive(utf8("too late"));
        assertThat(told).containsExactly("opened", "received heard", "closed null");
    }

    @Test
    void whatAHandlerThrowsCostsTheDatagramOnly() {
        ScriptedPort port = ScriptedPort.bound(lane, () -> (each, bytes, from) -> {
            if (bytes.remaining() == 0) {
                throw new IllegalStateException("empty");
            }
            DatagramEcho.echo(each, bytes, from);
        });
        port.receive(utf8(""), PEER);
        port.receive(utf8("next"), PEER);
        assertThat(port.failures()).hasSize(1);
        assertThat(port.sent()).containsExactly(utf8("next"));
    }

    @Test
    void portsMayFail() {
        lane.failPorts(new IOException("no descriptor"));
        lane.run(() -> lane.openPort(PEER, watch(new Telling())));
        lane.failPorts(null);
        lane.run(() -> lane.openPort(PEER, watch(new Telling())));
        lane.port().end();
        lane.port().fail(new IOException("the transport is closed"));
        assertThat(told).containsExactly("closed no descriptor", "opened", "ended", "closed the transport is closed");
    }

    @Test
    void itIsConfinedToItsLane() {
        ScriptedPort port = ScriptedPort.bound(lane, DatagramEcho::new);
        assertThatIllegalStateException().isThrownBy(port::close);
        assertThatIllegalStateException().isThrownBy(() -> DatagramProbe.send(port, "outside", PEER));
        assertThatIllegalStateException().isThrownBy(() -> lane.openPort(PEER, new DatagramEcho()));
        assertThatIllegalStateException().isThrownBy(() -> port.receive(utf8("from whom?")));
    }

    private DatagramHandler watch(DatagramHandler handler) {
        return new WatchedDatagramHandler(handler, new CallbackWatch(complaints::add));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes down what it is told. */
    private final class Telling implements DatagramHandler {
        @Override
        public void opened(DatagramPort port) {
            told.add("opened");
        }

        @Override
        public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
            told.add("received " + DatagramProbe.text(bytes));
        }

        @Override
        public void ended(DatagramPort port) {
            told.add("ended");
        }

        @Override
        public void closed(DatagramPort port, @Nullable IOException cause) {
            told.add("closed " + (cause == null ? null : cause.getMessage()));
        }
    }
}
