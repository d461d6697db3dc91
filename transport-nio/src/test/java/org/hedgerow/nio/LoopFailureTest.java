package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Lane;
import org.hedgerow.nio.LoopProbe.Point;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ClosedTransportException;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a loop does whose own code fails, at each point of it, as it does where memory is missing. */
@Timeout(60)
class LoopFailureTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final AtomicInteger failures = new AtomicInteger();
    private volatile Point failing;
    private volatile Throwable thrown;
    private final NioTransport transport =
            new NioTransport(TransportOptions.defaults().withModel(ConcurrencyModel.EVENT_LOOP), this::at);
    private final CompletableFuture<IOException> closed = new CompletableFuture<>();

    private void at(Point point) {
        if (point == failing && failures.getAndDecrement() > 0) {
            LoopFailureTest.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private Listener listen() throws IOException {
        return transport.listen(ANY, Echo::new, ListenOptions.defaults());
    }

    private void fail(Point point, Throwable cause, int times) {
        thrown = cause;
        failing = point;
        failures.set(times);
    }

    @ParameterizedTest
    @EnumSource
    void aLoopSurvivesWhateverItsOwnCodeThrows(Point point) throws Exception {
        Listener listener = listen();
        try (RawClient client = RawClient.connect(listener.address())) {
            for (Throwable each :
                    new Throwable[] {new OutOfMemoryError("on purpose"), new AssertionError("on purpose")}) {
                fail(point, each, 5);
                for (int i = 0; i < 10; i++) {
                    client.send("x");
                    assertThat(client.read(1)).isEqualTo("x");
                    Connector connector = transport.connector();
                    Lane lane = connector.lane();
                    CompletableFuture<Boolean> run = new CompletableFuture<>();
                    lane.execute(() -> lane.schedule(1, () -> run.complete(true)));
                    assertThat(run.get(30, TimeUnit.SECONDS)).isTrue();
                }
            }
        }
    }

    /** A select that fails now and then does not end the loop. */
    @Test
    void aLoopSurvivesASelectThatFails() throws Exception {
        Listener listener = listen();
        try (RawClient client = RawClient.connect(listener.address())) {
            fail(Point.BEFORE_SELECT, new IOException("on purpose"), 50);
            client.send("x");
            assertThat(client.read(1)).isEqualTo("x");
            assertThat(transport.lane().hasEnded()).isFalse();
        }
    }

    /** Better closed than deaf: nobody waits for a loop that will never hear them. */
    @Test
    void aLoopThatCannotSelectAnyMoreClosesItsTransport() throws Exception {
        Listener listener = listen();
        try (RawClient client = RawClient.connect(listener.address())) {
            client.send("x");
            assertThat(client.read(1)).isEqualTo("x");
            fail(Point.LOOKING_FOR_WORK, new IOException("on purpose"), Integer.MAX_VALUE);
            client.send("x"); // upon which the loop looks again
            assertThat(closed.get(30, TimeUnit.SECONDS)).isInstanceOf(ClosedTransportException.class);
            expectEnd(client);
        }
        expectClosed(listener);
    }

    @Test
    void aLoopThatHasLostItsSelectorClosesItsTransport() throws Exception {
        Listener listener = listen();
        CompletableFuture<Selector> selector = new CompletableFuture<>();
        EventLoop loop = (EventLoop) transport.lane();
        loop.execute(() -> selector.complete(loop.selector()));
        selector.get(30, TimeUnit.SECONDS).close();
        expectClosed(listener);
    }

    private void expectClosed(Listener listener) throws Exception {
        while (!transport.lane().hasEnded() || !transport.usage().equals(Usage.NONE)) {
            Thread.onSpinWait();
        }
        assertThat(listener.connections()).isZero();
        assertThatIllegalStateException().isThrownBy(this::listen).withMessageContaining("closed");
        transport.close();
        new ServerSocket(((InetSocketAddress) listener.address()).getPort(), 1, ANY.getAddress()).close();
    }

    private static void expectEnd(RawClient client) {
        try {
            client.readToEnd();
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private final class Echo implements ConnectionHandler {
        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }

        @Override
        public void closed(Connection connection, IOException cause) {
            closed.complete(cause);
        }
    }
}
