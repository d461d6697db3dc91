package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When what is sent leaves, and what becomes of it where the system does not take it. */
class PortExchangeTest {
    private static final SocketAddress SOMEBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

    private final NioTransport transport = new NioTransport(TransportOptions.defaults());
    private final EventLoop loop = (EventLoop) transport.lane();
    private final ScriptedBatch batch = new ScriptedBatch();
    private final List<IOException> unsent = new ArrayList<>();
    private final PortExchange exchange = new PortExchange(loop, batch, unsent::add);

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    private void send(String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.send(bytes, 0, bytes.length, SOMEBODY);
        }
    }

    @Test
    void whatIsSentWaitsUntilTheDatagramsAreHandedOver() {
        send("a", "b");
        assertThat(batch.calls).isEmpty();
        exchange.handedOver();
        assertThat(batch.calls).containsExactly(List.of("a", "b"));
        loop.flushes().flush();
        assertThat(batch.calls).hasSize(1);
    }

    @Test
    void orElseUntilTheEndOfThePass() {
        for (int pass = 0; pass < 2; pass++) {
            send("a", "b");
            assertThat(loop.flushes().isEmpty()).isFalse();
            loop.flushes().flush();
        }
        assertThat(batch.calls).containsExactly(List.of("a", "b"), List.of("a", "b"));
    }

    @Test
    void orElseUntilThereIsNoRoom() {
        send("a", "b", "c", "d", "e");
        assertThat(batch.calls).containsExactly(List.of("a", "b", "c", "d"));
        exchange.handedOver();
        assertThat(batch.calls).last().isEqualTo(List.of("e"));
    }

    @Test
    void orElseUntilTheEnd() {
        send("a");
        exchange.close();
        exchange.close();
        assertThat(batch.calls).containsExactly(List.of("a"));
        assertThat(batch.closed).isTrue();
    }

    @Test
    void nothingIsDoneAfterTheEnd() {
        send("a");
        exchange.close();
        exchange.handedOver();
        loop.flushes().flush();
        assertThat(batch.calls).hasSize(1);
    }

    @Test
    void whereTheSystemTakesSomeTheRestFollows() {
        batch.script.add(2);
        batch.script.add(1);
        send("a", "b", "c", "d");
        exchange.handedOver();
        assertThat(batch.calls).containsExactly(List.of("a", "b"), List.of("c"), List.of("d"));
    }

    @Test
    void whatTheSystemHasNoRoomForIsDropped() {
        batch.script.add(1);
        batch.script.add(0);
        send("a", "b", "c");
        exchange.handedOver();
        send("d");
        exchange.handedOver();
        assertThat(batch.calls).containsExactly(List.of("a"), List.of(), List.of("d"));
    }

    /** It may be of an earlier datagram, of which ICMP has told. */
    @Test
    void anErrorIsNoReasonNotToTryAgain() {
        batch.script.add(-1);
        send("a", "b");
        exchange.handedOver();
        assertThat(batch.calls).containsExactly(List.of("a", "b"));
        assertThat(unsent).hasSize(1);
    }

    @Test
    void whatFailsTwiceIsDroppedAndNothingElse() {
        batch.script.addAll(List.of(1, -1, -1));
        send("a", "bad", "c");
        exchange.handedOver();
        assertThat(batch.calls).containsExactly(List.of("a"), List.of("c"));
    }

    @Test
    void whereEverythingFailsItEnds() {
        batch.script.addAll(List.of(-1, -1, -1, -1));
        send("a", "b");
        exchange.handedOver();
        assertThat(batch.calls).isEmpty();
        assertThat(batch.queued()).isZero();
        assertThat(unsent).as("one for each datagram").hasSize(2);
    }

    @Test
    void moreThanUdpCarriesIsDropped() {
        exchange.send(new byte[65_536], 0, 65_536, SOMEBODY);
        send("a");
        exchange.handedOver();
        assertThat(batch.calls).containsExactly(List.of("a"));
    }
}
