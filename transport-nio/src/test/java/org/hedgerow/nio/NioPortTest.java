package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Lane;
import org.hedgerow.nio.LoopProbe.Point;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ports promise beyond the contract of transports. */
@Timeout(60)
class NioPortTest {
    private static final DatagramHandler DEAF = (port, bytes, from) -> {};

    private final AtomicInteger passes = new AtomicInteger();
    private final NioTransport transport =
            new NioTransport(TransportOptions.defaults().withModel(ConcurrencyModel.EVENT_LOOP), this::at);

    private void at(Point point) {
        if (point == Point.AFTER_SELECT) {
            passes.incrementAndGet();
        }
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    /** The system lets go of the socket before the handler hears of it, however long that takes then. */
    @Test
    void aPortIsFreeBeforeItsHandlerIsTold() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        Binding binding = transport.bind(
                anyPort(),
                () -> new DatagramHandler() {
                    @Override
                    public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {}

                    @Override
                    public void closed(DatagramPort port, @Nullable IOException cause) {
                        awaitGate(gate);
                    }
                },
                BindOptions.defaults());
        binding.close();
        new DatagramSocket(binding.address()).close();
        gate.countDown();
    }

    /** A peer that is down costs the loop a pass for each bad news, and then it sleeps. */
    @Test
    void unreachablePeersDoNotKeepTheLoopAwake() throws Exception {
        SocketAddress nobody;
        try (DatagramSocket socket = new DatagramSocket(anyPort())) {
            nobody = socket.getLocalSocketAddress();
        }
        Connector connector = transport.connector();
        Lane lane = connector.lane();
        CompletableFuture<DatagramPort> opened = new CompletableFuture<>();
        lane.execute(() -> opened.complete(connector.openPort(nobody, DEAF)));
        DatagramPort port = opened.get();
        CountDownLatch sent = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            lane.execute(() -> {
                port.send(new byte[1], 0, 1, nobody);
                sent.countDown();
            });
        }
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        AtomicInteger seen = new AtomicInteger();
        await().during(Duration.ofMillis(500)).until(() -> {
            int now = passes.get();
            return seen.getAndSet(now) == now;
        });
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
