package org.hedgerow.blocking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.lane.Cancellable;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockingTransportTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1000);
    private Transport transport =
            new BlockingTransport(TransportOptions.defaults().withLanes(2));

    @AfterEach
    void nothingIsLeft() {
        transport.close();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("hedgerow-blocking")));
    }

    @Test
    void isFoundByName() {
        try (Transport named = Transport.named("blocking")) {
            assertThat(named).isInstanceOf(BlockingTransport.class);
        }
    }

    @Test
    void closedTransportRefusesToListen() {
        transport.close();
        assertThatThrownBy(() -> listen(Echo::new)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsWhyItCannotListen() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                            () -> transport.listen(taken.getLocalSocketAddress(), Echo::new, ListenOptions.defaults()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already");
        }
    }

    @Test
    void echoes() throws IOException {
        try (Socket client = connect(listen(Echo::new))) {
            for (int i = 0; i < 1000; i++) {
                client.getOutputStream().write(("line " + i).getBytes(UTF_8));
                assertThat(read(client, ("line " + i).length())).isEqualTo("line " + i);
            }
        }
    }

    @Test
    void answersWhoHasShutDownHisOutput() throws Exception {
        Recorder recorder = new Recorder();
        try (Socket client = connect(listen(() -> recorder))) {
            client.getOutputStream().write("question".getBytes(UTF_8));
            client.shutdownOutput();
            Connection connection = recorder.ended.get(30, TimeUnit.SECONDS);
            connection.lane().execute(() -> {
                connection.write("answer".getBytes(UTF_8), 0, 6);
                connection.close();
            });
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("answer");
            assertThat(recorder.closed()).isNull();
            assertThat(recorder.text()).isEqualTo("question");
        }
    }

    @Test
    void refusedConnectionIsClosedWithCause() throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) server.getLocalSocketAddress();
        }
        Recorder recorder = new Recorder();
        ConnectingLane lane = transport.lane();
        lane.execute(() -> lane.connect(nobody, recorder));
        assertThat(recorder.closed()).hasMessageContaining("refused");
        assertThat(recorder.opened).isNotDone();
    }

    @Test
    void connectsAndSpeaksBothWays() throws Exception {
        Listener listener = listen(Echo::new);
        Recorder recorder = new Recorder();
        ConnectingLane lane = transport.lane();
        lane.execute(() -> {
            Connection connection = lane.connect(listener.address(), recorder);
            connection.write("too early".getBytes(UTF_8), 0, 9);
        });
        lane.execute(() -> {});
        await().atMost(LIMIT).until(() -> recorder.opened.isDone());
        lane.execute(() -> recorder.opened.join().write("hello".getBytes(UTF_8), 0, 5));
        await().atMost(LIMIT).until(() -> recorder.text().equals("hello"));
        assertThat(recorder.opened.get().lane()).isSameAs(lane);
        lane.execute(() -> recorder.opened.join().close());
        assertThat(recorder.closed()).isNull();
    }

    @Test
    void resetByPeerConcernsOnlyItsConnection() throws Exception {
        Recorder recorder = new Recorder();
        Listener listener = listen(() -> recorder);
        Socket client = connect(listener);
        client.getOutputStream().write('x');
        await().atMost(LIMIT).until(() -> recorder.text().equals("x"));
        client.setSoLinger(true, 0);
        client.close();
        assertThat(recorder.closed()).isNotNull();
        assertThat(listener.awaitEmpty(LIMIT)).isTrue();
    }

    @Test
    void drainHandsOverWhatHasArrivedThenEnds() throws Exception {
        // Often, for what is looked for is a moment between two threads.
        for (int i = 0; i < 200; i++) {
            Recorder recorder = new Recorder();
            Listener listener = listen(() -> recorder);
            try (Socket client = connect(listener)) {
                Connection connection = recorder.opened.get(30, TimeUnit.SECONDS);
                client.getOutputStream().write("last words".getBytes(UTF_8));
                listener.drain();
                recorder.ended.get(30, TimeUnit.SECONDS);
                assertThat(recorder.text()).as("round " + i).isEqualTo("last words");
                // What comes now is discarded, and must not turn the close into a reset.
                client.getOutputStream().write("too late".getBytes(UTF_8));
                connection.lane().execute(() -> {
                    connection.write("bye".getBytes(UTF_8), 0, 3);
                    connection.close();
                });
                client.getOutputStream().write("far too late".getBytes(UTF_8));
                assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                        .isEqualTo("bye");
            }
            assertThat(recorder.closed()).isNull();
            assertThat(listener.awaitEmpty(LIMIT)).isTrue();
            assertThat(recorder.text()).isEqualTo("last words");
        }
    }

    /** Its listener and the transport both have to know of it before it can be cut, or it is counted for ever. */
    @Test
    void connectionThatIsAcceptedWhileItsListenerClosesIsForgotten() throws Exception {
        for (int i = 0; i < 2000; i++) {
            Listener listener = listen(Echo::new);
            try (Socket client = connect(listener)) {
                client.getOutputStream().write('x');
                listener.close();
                assertThat(listener.awaitEmpty(LIMIT)).isTrue();
            } catch (IOException cut) {
                assertThat(listener.awaitEmpty(LIMIT)).isTrue();
            }
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(transport.usage()).isEqualTo(Usage.NONE));
    }

    @Test
    void timersGoByTheTicker() throws Exception {
        onManualTime();
        List<String> ran = new ArrayList<>();
        CompletableFuture<Cancellable> cancelled = new CompletableFuture<>();
        ConnectingLane lane = transport.lane();
        lane.execute(() -> {
            lane.schedule(2000, () -> ran.add("second"));
            lane.schedule(1000, () -> {
                ran.add("first");
                cancelled.join().cancel();
            });
            cancelled.complete(lane.schedule(1000, () -> ran.add("cancelled by the one before")));
            lane.schedule(0, () -> ran.add("at once"));
            ran.add("now");
        });
        advance(999);
        assertThat(settled(lane, ran)).containsExactly("now", "at once");
        advance(1);
        await().atMost(LIMIT).until(() -> settled(lane, ran).size() == 3);
        advance(1000);
        await().atMost(LIMIT).until(() -> settled(lane, ran).contains("second"));
        assertThat(settled(lane, ran)).containsExactly("now", "at once", "first", "second");
        assertThat(transport.usage().timers()).isZero();
    }

    @Test
    void quietIsAwaitedFromWithinReceived() throws Exception {
        onManualTime();
        AtomicInteger quiets = new AtomicInteger();
        Recorder recorder = new Recorder() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                super.received(connection, bytes);
                connection.awaitQuiet(1000);
            }

            @Override
            public void quiet(Connection connection) {
                quiets.incrementAndGet();
            }
        };
        try (Socket client = connect(listen(() -> recorder))) {
            client.getOutputStream().write('a');
            await().atMost(LIMIT).until(() -> recorder.text().equals("a"));
            advance(999);
            client.getOutputStream().write('b');
            await().atMost(LIMIT).until(() -> recorder.text().equals("ab"));
            advance(999);
            assertThat(quiets).hasValue(0);
            advance(1);
            await().atMost(LIMIT).until(() -> quiets.get() == 1);
        }
    }

    @Test
    void idleConnectionIsClosed() throws Exception {
        onManualTime();
        Recorder recorder = new Recorder();
        ListenOptions options = ListenOptions.defaults().withIdleTimeout(Duration.ofSeconds(5));
        try (Socket client = connect(transport.listen(ANY_PORT, () -> recorder, options))) {
            recorder.opened.get(30, TimeUnit.SECONDS);
            advance(TimeUnit.SECONDS.toNanos(4));
            client.getOutputStream().write('x');
            await().atMost(LIMIT).until(() -> recorder.text().equals("x"));
            advance(TimeUnit.SECONDS.toNanos(4));
            assertThat(transport.usage().connections()).isEqualTo(1);
            advance(TimeUnit.SECONDS.toNanos(1));
            assertThat(recorder.closed()).hasMessage("idle for 5 s");
        }
    }

    @Test
    void lanesKeepTheOrderOfEachThreadAndLoseNothing() throws Exception {
        int threads = 8;
        int tasks = 20_000;
        List<Lane> lanes = List.of(transport.lane(), transport.lane());
        int[] seen = new int[threads * lanes.size()];
        CountDownLatch done = new CountDownLatch(threads * tasks * lanes.size());
        AtomicInteger wrong = new AtomicInteger();
        for (int thread = 0; thread < threads; thread++) {
            int place = thread * lanes.size();
            new Thread(() -> {
                        for (int i = 0; i < tasks; i++) {
                            int number = i;
                            for (int l = 0; l < lanes.size(); l++) {
                                int slot = place + l;
                                Lane lane = lanes.get(l);
                                lane.execute(() -> {
                                    if (!lane.inside() || seen[slot]++ != number) {
                                        wrong.incrementAndGet();
                                    }
                                    done.countDown();
                                });
                            }
                        }
                    })
                    .start();
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
    }

    /** The last task of a burst must not wait for the next one: nobody would run it. */
    @Test
    void noWakeUpIsLost() throws Exception {
        Lane lane = transport.lane();
        CyclicBarrier barrier = new CyclicBarrier(3);
        int rounds = 10_000;
        for (int thread = 0; thread < 2; thread++) {
            Thread poster = new Thread(() -> {
                for (int i = 0; i < rounds; i++) {
                    CountDownLatch ran = new CountDownLatch(1);
                    try {
                        barrier.await(30, TimeUnit.SECONDS);
                        lane.execute(ran::countDown);
                        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            poster.start();
        }
        for (int i = 0; i < rounds; i++) {
            barrier.await(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void tasksThatHandEachOtherOnDoNotGrowTheStack() throws Exception {
        ConnectingLane one = transport.lane();
        ConnectingLane other = transport.lane();
        CountDownLatch hops = new CountDownLatch(100_000);
        one.execute(new Runnable() {
            @Override
            public void run() {
                hops.countDown();
                if (hops.getCount() > 0) {
                    (one.inside() ? other : one).execute(this);
                }
            }
        });
        assertThat(hops.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closeWithinALaneDoesNotWaitForItself() throws Exception {
        Recorder recorder = new Recorder();
        try (Socket client = connect(listen(() -> recorder))) {
            Connection connection = recorder.opened.get(30, TimeUnit.SECONDS);
            connection.lane().execute(transport::close);
            assertThat(recorder.closed()).hasMessage("the listener was closed");
            assertThat(client.getInetAddress()).isNotNull();
        }
    }

    @Test
    void seventyMegabytesEchoedToASlowReaderCostBoundedMemory() throws Exception {
        int octets = 70 * 1024 * 1024;
        AtomicInteger mostPending = new AtomicInteger();
        Listener listener = listen(() -> new Echo() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                super.received(connection, bytes);
                mostPending.accumulateAndGet(connection.pendingOutput(), Math::max);
            }
        });
        try (Socket client = connect(listener)) {
            Thread sender = new Thread(() -> {
                try {
                    OutputStream out = client.getOutputStream();
                    byte[] chunk = new byte[64 * 1024];
                    for (int sent = 0; sent < octets; sent += chunk.length) {
                        for (int i = 0; i < chunk.length; i++) {
                            chunk[i] = (byte) ((sent + i) % 251);
                        }
                        out.write(chunk);
                    }
                    client.shutdownOutput();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            int highWater = ListenOptions.defaults().highWater();
            await().atMost(LIMIT).until(() -> mostPending.get() > highWater);
            InputStream in = client.getInputStream();
            byte[] chunk = new byte[64 * 1024];
            int received = 0;
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                for (int i = 0; i < n; i++) {
                    if (chunk[i] != (byte) ((received + i) % 251)) {
                        throw new AssertionError("wrong at " + (received + i));
                    }
                }
                received += n;
            }
            assertThat(received).isEqualTo(octets);
            assertThat(mostPending.get()).isLessThan(highWater + 64 * 1024);
            sender.join();
        }
    }

    private void onManualTime() {
        transport.close();
        transport = new BlockingTransport(new TransportOptions(2, time::get));
    }

    private void advance(long nanos) {
        time.addAndGet(nanos);
        transport.<Lane>local(lane -> lane).forEach(lane -> lane.execute(() -> {}));
    }

    private static List<String> settled(Lane lane, List<String> ran) {
        CompletableFuture<List<String>> copy = new CompletableFuture<>();
        lane.execute(() -> copy.complete(List.copyOf(ran)));
        return copy.join();
    }

    private Listener listen(ConnectionHandlerFactory handlers) throws IOException {
        return transport.listen(ANY_PORT, handlers, ListenOptions.defaults());
    }

    private static Socket connect(Listener listener) throws IOException {
        InetSocketAddress address = (InetSocketAddress) listener.address();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String read(Socket socket, int octets) throws IOException {
        return new String(socket.getInputStream().readNBytes(octets), UTF_8);
    }

    private static class Echo implements ConnectionHandler {
        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
    }

    private static class Recorder implements ConnectionHandler {
        private final StringBuffer text = new StringBuffer();
        private final CompletableFuture<Connection> opened = new CompletableFuture<>();
        private final CompletableFuture<Connection> ended = new CompletableFuture<>();
        private final CountDownLatch gone = new CountDownLatch(1);
        private volatile @Nullable IOException cause;

        @Override
        public void opened(Connection connection) {
            opened.complete(connection);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            text.append(UTF_8.decode(bytes));
        }

        @Override
        public void ended(Connection connection) {
            ended.complete(connection);
        }

        @Override
        public void closed(Connection connection, @Nullable IOException cause) {
            this.cause = cause;
            gone.countDown();
        }

        String text() {
            return text.toString();
        }

        @Nullable
        IOException closed() throws InterruptedException {
            assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
            return cause;
        }
    }
}
