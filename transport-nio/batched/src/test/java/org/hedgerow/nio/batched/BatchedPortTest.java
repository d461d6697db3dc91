package org.hedgerow.nio.batched;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.nio.NioTransport;
import org.hedgerow.testkit.Leaks;
import org.hedgerow.testkit.RawDatagramClient;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.TransportOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ports with batches: the lane is held up while datagrams arrive, so that they are received together. */
@Timeout(60)
class BatchedPortTest {
    private static final int LARGEST = 65_507;

    private final Leaks leaks = Leaks.snapshot();
    private final NioTransport transport =
            new NioTransport(TransportOptions.defaults().withModel(ConcurrencyModel.EVENT_LOOP));
    private final List<AutoCloseable> opened = new ArrayList<>();
    private CountDownLatch gate = new CountDownLatch(0);

    @AfterEach
    void closeAll() throws Exception {
        gate.countDown();
        for (AutoCloseable each : opened) {
            each.close();
        }
        transport.close();
        leaks.assertNone();
    }

    private Binding bind(DatagramHandler handler) throws IOException {
        return transport.bind(anyPort(), () -> handler, BindOptions.defaults());
    }

    private RawDatagramClient client(Binding binding) throws IOException {
        RawDatagramClient client = RawDatagramClient.of(binding.address());
        opened.add(client);
        return client;
    }

    /** Returns once the lane stands still, until {@link #letGo()}. */
    private void holdUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        gate = closed;
        transport.lane().execute(() -> {
            held.complete(true);
            awaitGate(closed);
        });
        held.get(30, TimeUnit.SECONDS);
    }

    private void letGo() {
        gate.countDown();
    }

    private static void awaitGate(CountDownLatch gate) {
        try {
            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(DatagramPort port, String text, SocketAddress to) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        port.send(bytes, 0, bytes.length, to);
    }

    private static byte[] copy(ByteBuffer bytes) {
        return Arrays.copyOfRange(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
    }

    private static String text(ByteBuffer bytes) {
        return new String(copy(bytes), StandardCharsets.UTF_8);
    }

    private static void echo(DatagramPort port, ByteBuffer bytes, SocketAddress to) {
        port.send(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), to);
    }

    private record Datagram(byte[] bytes, SocketAddress from) {}

    @Test
    void aThousandDatagramsOfAllSizesKeepTheirOrderAndSenders() throws Exception {
        Queue<Datagram> received = new ConcurrentLinkedQueue<>();
        Semaphore arrived = new Semaphore(0);
        Binding binding = bind((port, bytes, from) -> {
            received.add(new Datagram(copy(bytes), from));
            arrived.release();
            echo(port, bytes, from);
        });
        List<RawDatagramClient> clients = List.of(client(binding), client(binding), client(binding));
        Random random = new Random(53);
        List<Datagram> expected = new ArrayList<>();
        for (int chunk = 0; chunk < 50; chunk++) {
            holdUp();
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[size(chunk, i, random)];
                random.nextBytes(bytes);
                RawDatagramClient client = clients.get(random.nextInt(clients.size()));
                client.send(bytes);
                expected.add(new Datagram(bytes, client.localAddress()));
            }
            letGo();
            assertThat(arrived.tryAcquire(20, 30, TimeUnit.SECONDS)).isTrue();
            for (Datagram each : expected.subList(expected.size() - 20, expected.size())) {
                RawDatagramClient client = clients.stream()
                        .filter(one -> one.localAddress().equals(each.from()))
                        .findFirst()
                        .orElseThrow();
                assertThat(client.receive()).isEqualTo(each.bytes());
            }
        }
        List<Datagram> all = List.copyOf(received);
        assertThat(all).hasSameSizeAs(expected);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).bytes())
                    .as("datagram %s", i)
                    .isEqualTo(expected.get(i).bytes());
            assertThat(all.get(i).from())
                    .as("sender %s", i)
                    .isEqualTo(expected.get(i).from());
        }
    }

    /** Not so much in one chunk that the system has no room for it. */
    private static int size(int chunk, int i, Random random) {
        if (i == chunk % 20) {
            return LARGEST;
        }
        return i % 5 == 0 ? 0 : random.nextInt(1_500);
    }

    @Test
    void repliesOfOneBatchGoToWhoeverHasAsked() throws Exception {
        Binding binding = bind((port, bytes, from) -> send(port, text(bytes) + " from " + from, from));
        List<RawDatagramClient> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clients.add(client(binding));
        }
        holdUp();
        for (int question = 0; question < 3; question++) {
            for (RawDatagramClient client : clients) {
                client.send("question " + question);
            }
        }
        letGo();
        for (RawDatagramClient client : clients) {
            for (int question = 0; question < 3; question++) {
                assertThat(client.receiveText()).isEqualTo("question " + question + " from " + client.localAddress());
            }
        }
    }

    /** What is sent by a task, as by somebody who had to ask elsewhere first, leaves without anybody sending more. */
    @Test
    void whatATaskSendsLeaves() throws Exception {
        CompletableFuture<DatagramPort> asked = new CompletableFuture<>();
        Binding binding = bind((port, bytes, from) -> asked.complete(port));
        RawDatagramClient client = client(binding);
        client.send("question");
        DatagramPort port = asked.get(30, TimeUnit.SECONDS);
        port.lane().execute(() -> {
            for (int i = 0; i < 100; i++) {
                send(port, "reply " + i, client.localAddress());
            }
        });
        for (int i = 0; i < 100; i++) {
            assertThat(client.receiveText()).isEqualTo("reply " + i);
        }
    }

    /** Neither one that is gone, of whom ICMP tells, nor one that nobody can send to, costs the others their replies. */
    @Test
    void clientsThatCannotBeRepliedToCostNoOtherReply() throws Exception {
        Binding binding = bind((port, bytes, from) -> {
            port.send(new byte[LARGEST + 1], 0, LARGEST + 1, from);
            send(port, "to nobody", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            echo(port, bytes, from);
        });
        for (int round = 0; round < 10; round++) {
            List<RawDatagramClient> clients = new ArrayList<>();
            List<RawDatagramClient> dead = new ArrayList<>();
            holdUp();
            for (int i = 0; i < 5; i++) {
                dead.add(client(binding));
                dead.get(i).send("from the dead");
                clients.add(client(binding));
                clients.get(i).send("from client " + i);
            }
            dead.forEach(RawDatagramClient::close); // not before, or their ports could be given to the others
            letGo();
            for (int i = 0; i < 5; i++) {
                assertThat(clients.get(i).receiveText()).isEqualTo("from client " + i);
            }
        }
    }

    @Test
    void drainHandsOverWhatHasArrivedAndSendsAllReplies() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<SocketAddress> last = new AtomicReference<>();
        Binding binding = bind(new DatagramHandler() {
            @Override
            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
                last.set(from);
                echo(port, bytes, from);
            }

            @Override
            public void ended(DatagramPort port) {
                send(port, "the end", last.get());
                port.close(); // which must not take away what waits to be sent
                ended.countDown();
            }
        });
        RawDatagramClient client = client(binding);
        client.send("before");
        assertThat(client.receiveText()).isEqualTo("before");
        holdUp();
        for (int i = 0; i < 100; i++) {
            client.send("datagram " + i);
        }
        binding.drain();
        letGo();
        for (int i = 0; i < 100; i++) {
            assertThat(client.receiveText()).isEqualTo("datagram " + i);
        }
        assertThat(client.receiveText()).isEqualTo("the end");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** The descriptor's number is given to another socket at once, by which nothing must leave. */
    @Test
    void afterACloseInTheMiddleOfABatchNothingIsHandedOverOrSent() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        CompletableFuture<DatagramPort> closed = new CompletableFuture<>();
        List<DatagramChannel> others = new ArrayList<>();
        Binding binding = bind(new DatagramHandler() {
            @Override
            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
                received.add(text(bytes));
                echo(port, bytes, from);
                if (received.size() == 3) {
                    port.close();
                    openSome(others);
                    send(port, "sent when it was closed", from);
                }
            }

            @Override
            public void closed(DatagramPort port, @Nullable IOException cause) {
                closed.complete(port);
            }
        });
        RawDatagramClient client = client(binding);
        holdUp();
        for (int i = 1; i <= 10; i++) {
            client.send("datagram " + i);
        }
        letGo();
        DatagramPort port = closed.get(30, TimeUnit.SECONDS);
        for (int i = 1; i <= 3; i++) {
            assertThat(client.receiveText()).isEqualTo("datagram " + i);
            assertThat(client.sender()).isEqualTo(binding.address());
        }
        CountDownLatch sent = new CountDownLatch(1);
        port.lane().execute(() -> {
            openSome(others);
            send(port, "sent long after", client.localAddress());
            sent.countDown();
        });
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
        holdUp(); // a pass of the loop later
        letGo();
        client.send("the client's own".getBytes(StandardCharsets.UTF_8), client.localAddress());
        assertThat(client.receiveText()).isEqualTo("the client's own");
        assertThat(received).hasSize(3);
        for (DatagramChannel each : others) {
            each.close();
        }
    }

    private static void openSome(List<DatagramChannel> channels) {
        try {
            for (int i = 0; i < 5; i++) {
                channels.add(DatagramChannel.open().bind(anyPort()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Bindings come and go; each time the memory and the descriptors are given back. */
    @Test
    void bindingsComeAndGoUnderFire() throws Exception {
        for (int round = 0; round < 20; round++) {
            Binding binding = bind(BatchedPortTest::echo);
            RawDatagramClient client = client(binding);
            for (int i = 0; i < 50; i++) {
                client.send("datagram " + i);
            }
            assertThat(client.receiveText()).isEqualTo("datagram 0");
            binding.close();
            new DatagramSocket(binding.address()).close();
        }
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
