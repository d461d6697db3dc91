package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Datagrams, in and out, where an address is bound. */
interface DatagramTests extends TransportTests {
    /** How many octets a datagram has at most over IPv4. */
    int LARGEST = 65_507;

    /** What is sent comes back, from the address that it was sent to. */
    @Test
    default void datagramsAreEchoed() throws IOException {
        Binding binding = bench().bind(bench().transport(), DatagramEcho::new);
        RawDatagramClient client = bench().datagramClient(binding);
        for (int i = 0; i < 100; i++) {
            expectDatagramEcho(client, "datagram " + i);
            assertThat(client.sender()).isEqualTo(binding.address());
        }
    }

    /** A datagram may be empty, and is one all the same. */
    @Test
    default void emptyDatagramsPass() throws IOException {
        RawDatagramClient client = bench().datagramClient(bench().bind(bench().transport(), DatagramEcho::new));
        for (int i = 0; i < 10; i++) {
            expectDatagramEcho(client, "");
            expectDatagramEcho(client, "not empty");
        }
    }

    /** The largest datagrams pass, both ways; larger ones are dropped, and nothing else is. */
    @Test
    default void theLargestDatagramsPass() throws IOException {
        byte[] largest = new byte[LARGEST];
        new Random(53).nextBytes(largest);
        Binding binding = bench().bind(bench().transport(), () -> (port, bytes, from) -> {
            port.send(new byte[LARGEST + 1], 0, LARGEST + 1, from);
            port.send(new byte[1_000_000], 0, 1_000_000, from);
            DatagramEcho.echo(port, bytes, from);
        });
        RawDatagramClient client = bench().datagramClient(binding);
        for (int i = 0; i < 10; i++) {
            client.send(largest);
            assertThat(client.receive()).isEqualTo(largest);
            expectDatagramEcho(client, "small");
        }
    }

    /** The handler learns who has sent a datagram, and its reply goes there and to nobody else. */
    @Test
    default void repliesGoToWhoeverHasAsked() throws IOException {
        Binding binding = bench().bind(
                        bench().transport(),
                        () -> (port, bytes, from) ->
                                DatagramProbe.send(port, DatagramProbe.text(bytes) + " from " + from, from));
        List<RawDatagramClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(bench().datagramClient(binding));
        }
        for (int round = 0; round < 3; round++) {
            for (RawDatagramClient client : clients) {
                client.send("question " + round);
            }
            for (RawDatagramClient client : clients) {
                assertThat(client.receiveText()).isEqualTo("question " + round + " from " + client.localAddress());
            }
        }
    }

    /** There is a socket for each lane where the system shares ports; each has senders, and a sender stays with his lane. */
    @Test
    default void allLanesReceive() throws IOException {
        Queue<DatagramProbe> probes = new ConcurrentLinkedQueue<>();
        Transport transport = bench().transport();
        Binding binding = bench().bind(transport, () -> {
            DatagramProbe probe = new DatagramProbe();
            probes.add(probe);
            return probe;
        });
        assertThat(probes).as("handlers").hasSize(expectedSockets(transport));
        Wait.until("all lanes reached", () -> {
            RawDatagramClient client = bench().datagramClient(binding);
            client.send("first");
            client.send("second");
            Wait.until("arrived", () -> count(probes, client) == 2);
            assertThat(probes)
                    .filteredOn(probe -> probe.senders().contains(client.localAddress()))
                    .hasSize(1);
            return probes.stream().noneMatch(probe -> probe.texts().isEmpty());
        });
        List<Lane> lanes =
                probes.stream().map(probe -> probe.port().lane()).distinct().toList();
        assertThat(lanes).hasSameSizeAs(probes);
    }

    private static int expectedSockets(Transport transport) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            List<Lane> lanes = new ArrayList<>();
            transport.local(Connector::lane).forEach(lanes::add);
            return socket.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT) ? lanes.size() : 1;
        }
    }

    private static long count(Queue<DatagramProbe> probes, RawDatagramClient client) {
        return probes.stream()
                .flatMap(probe -> probe.senders().stream())
                .filter(client.localAddress()::equals)
                .count();
    }

    /** What one sender has sent is handed over in that order, here where no network comes between. */
    @Test
    default void orderIsKept() throws IOException {
        DatagramProbe probe = new DatagramProbe();
        Binding binding = bench().bind(bench().transport(), () -> probe);
        RawDatagramClient client = bench().datagramClient(binding);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            client.send("datagram " + i);
            expected.add("datagram " + i);
            if (i % 100 == 99) {
                int sent = i + 1;
                Wait.until("arrived", () -> probe.texts().size() == sent); // so that the system has room for all
            }
        }
        assertThat(probe.texts()).isEqualTo(expected);
    }

    /** What is confined to the lane needs no lock: callbacks and the lane's other tasks run one at a time. */
    @Test
    default void callbacksAndTasksRunOneAtATime() throws IOException {
        int[] count = new int[1]; // confined to the lane, hence no atomics
        CompletableFuture<Lane> receiving = new CompletableFuture<>();
        Binding binding = bench().bind(bench().transport(), () -> (port, bytes, from) -> {
            receiving.complete(port.lane());
            count[0]++;
            DatagramEcho.echo(port, bytes, from);
        });
        RawDatagramClient client = bench().datagramClient(binding);
        client.send("");
        client.receive();
        Lane lane = Wait.on(receiving, "received");
        int each = 5_000;
        Future<Boolean> tasks = bench().start(() -> {
            for (int i = 0; i < each; i++) {
                lane.execute(() -> count[0]++);
            }
            return true;
        });
        for (int i = 0; i < each; i++) {
            client.send("");
            client.receive();
        }
        Wait.on(tasks, "handed in");
        Wait.settle(lane);
        assertThat(Wait.inLane(lane, () -> count[0])).isEqualTo(1 + 2 * each);
    }

    /** What a handler does to the buffer is over when it returns. */
    @Test
    default void theBytesAreTheHandlersUntilItReturns() throws IOException {
        Binding binding = bench().bind(bench().transport(), () -> (port, bytes, from) -> {
            DatagramEcho.echo(port, bytes, from);
            Arrays.fill(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.capacity(), (byte) 'x');
            bytes.limit(bytes.capacity()).position(bytes.capacity() / 2).mark();
        });
        RawDatagramClient client = bench().datagramClient(binding);
        expectDatagramEcho(client, "the first one");
        expectDatagramEcho(client, "another");
        expectDatagramEcho(client, "");
        expectDatagramEcho(client, "and the last");
    }

    /** A callback that throws loses its datagram; the port goes on. */
    @Test
    default void aThrowingHandlerLosesThatDatagram() throws IOException {
        Binding binding = bench().bind(bench().transport(), () -> new DatagramProbe() {
            @Override
            public void opened(DatagramPort port) {
                throw OnPurpose.sneak(new IOException("thrown by a test, on purpose"));
            }

            @Override
            public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
                String text = text(bytes);
                if (text.startsWith("throw ")) {
                    throw OnPurpose.sneak(OnPurpose.each().get(text.charAt(text.length() - 1) - '0'));
                }
                DatagramEcho.echo(port, bytes, from);
            }

            @Override
            public void ended(DatagramPort port) {
                port.close();
                throw OnPurpose.sneak(new IOException("thrown by a test, on purpose"));
            }

            @Override
            public void closed(DatagramPort port, @Nullable IOException cause) {
                throw OnPurpose.sneak(OnPurpose.outOfMemory());
            }
        });
        RawDatagramClient client = bench().datagramClient(binding);
        for (int kind = 0; kind < OnPurpose.each().size(); kind++) {
            client.send("throw " + kind);
            client.send("throw " + kind);
            expectDatagramEcho(client, "after " + kind);
        }
        binding.drain();
        Wait.until("gone", () -> binding.awaitEmpty(Wait.LIMIT));
    }

    /** An interrupt that a handler leaves behind takes no port away. */
    @Test
    default void anInterruptLeftBehindDoesNotCloseThePort() throws IOException {
        Binding binding = bench().bind(bench().transport(), () -> (port, bytes, from) -> {
            Thread.currentThread().interrupt();
            DatagramEcho.echo(port, bytes, from);
        });
        RawDatagramClient client = bench().datagramClient(binding);
        for (int i = 0; i < 10; i++) {
            expectDatagramEcho(client, "interrupted " + i);
        }
    }

    /** Many at once, as many as the system has room for, none of which is lost. */
    @Test
    default void manyDatagramsInFlight() throws IOException {
        Binding binding = bench().bind(bench().transport(), DatagramEcho::new);
        List<Future<Integer>> clients = new ArrayList<>();
        int window = 25;
        for (int c = 0; c < 4; c++) {
            RawDatagramClient client = bench().datagramClient(binding);
            clients.add(bench().start(() -> {
                int echoed = 0;
                for (int sent = 0; sent < 5_000; sent++) {
                    client.send("datagram " + sent);
                    if (sent >= window) {
                        assertThat(client.receiveText()).isEqualTo("datagram " + echoed++);
                    }
                }
                for (int i = 0; i < window; i++) {
                    assertThat(client.receiveText()).isEqualTo("datagram " + echoed++);
                }
                return echoed;
            }));
        }
        clients.forEach(client -> assertThat(Wait.on(client, "echoed")).isEqualTo(5_000));
    }

    /** Senders that are faster than the handler do not keep the others of its lane waiting. */
    @Test
    default void aFloodDoesNotKeepTheOthersWaiting() throws IOException {
        Transport transport = bench().transport();
        byte[] reply = new byte[1_000];
        Binding binding = bench().bind(transport, () -> (port, bytes, from) -> {
            for (int i = 0; i < 10; i++) {
                port.send(reply, 0, reply.length, from); // which takes longer than to send the question
            }
        });
        for (int i = 0; i < 2; i++) {
            bench().keep(Flood.of(binding));
        }
        bench().expectService(transport);
        transport.local(Connector::lane).forEach(Wait::settle);
    }

    private static void expectDatagramEcho(RawDatagramClient client, String text) throws IOException {
        client.send(text);
        assertThat(client.receiveText()).isEqualTo(text);
    }
}
