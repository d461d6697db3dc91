package org.hedgerow.nio.batched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.nio.batch.DatagramBatch;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches of a socket of the test's own: what the system does with each. */
@Timeout(60)
class MessageBatchTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Leaks leaks = Leaks.snapshot();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        leaks.assertNone();
    }

    private DatagramChannel channel(ProtocolFamily family, InetAddress address) throws IOException {
        DatagramChannel channel = family == null ? DatagramChannel.open() : DatagramChannel.open(family);
        opened.add(channel);
        channel.bind(new InetSocketAddress(address, 0));
        channel.configureBlocking(false);
        return channel;
    }

    private DatagramBatch batch(DatagramChannel channel) throws IOException {
        DatagramBatch batch = new MessageBatchProvider().open(channel);
        opened.add(batch);
        return batch;
    }

    private DatagramSocket client(InetAddress address) throws IOException {
        DatagramSocket client = new DatagramSocket(new InetSocketAddress(address, 0));
        opened.add(client);
        client.setSoTimeout(30_000);
        return client;
    }

    private static void send(DatagramSocket from, byte[] bytes, SocketAddress to) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static byte[] receive(DatagramSocket client) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        client.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static byte[] take(DatagramBatch batch, int index) {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        batch.take(index, buffer);
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void nothingIsReceivedWhereNothingHasArrived() throws IOException {
        assertThat(batch(channel(null, LOOPBACK)).receive()).isZero();
    }

    @Test
    void whatHasArrivedIsReceivedInThatOrderUpToTheCapacity() throws IOException {
        DatagramChannel channel = channel(null, LOOPBACK);
        DatagramBatch batch = batch(channel);
        DatagramSocket client = client(LOOPBACK);
        for (int i = 0; i < 40; i++) {
            send(client, new byte[i], channel.getLocalAddress());
        }
        assertThat(batch.receive()).isEqualTo(32);
        for (int i = 0; i < 32; i++) {
            assertThat(take(batch, i)).hasSize(i);
        }
        assertThat(batch.receive()).isEqualTo(8);
        for (int i = 0; i < 8; i++) {
            assertThat(take(batch, i)).hasSize(32 + i);
        }
        assertThat(batch.receive()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> batch.sender(0));
    }

    /** The one object all the time, so that it costs nothing, and equal to what the JDK makes of it. */
    @Test
    void aSenderIsRemembered() throws IOException {
        DatagramChannel channel = channel(null, LOOPBACK);
        DatagramBatch batch = batch(channel);
        DatagramSocket client = client(LOOPBACK);
        send(client, new byte[0], channel.getLocalAddress());
        assertThat(batch.receive()).isEqualTo(1);
        SocketAddress first = batch.sender(0);
        assertThat(first)
                .isEqualTo(client.getLocalSocketAddress())
                .hasToString(client.getLocalSocketAddress().toString().replaceFirst("^[^/]*", ""));
        send(client, new byte[0], channel.getLocalAddress());
        assertThat(batch.receive()).isEqualTo(1);
        assertThat(batch.sender(0)).isSameAs(first);
    }

    @Test
    void eachFamilyGivesAndTakesAddresses() throws IOException {
        expectEcho(channel(StandardProtocolFamily.INET, LOOPBACK), LOOPBACK);
        expectEcho(channel(StandardProtocolFamily.INET6, LOOPBACK), LOOPBACK);
        assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null, "no IPv6 here");
        expectEcho(channel(null, InetAddress.getByName("::1")), InetAddress.getByName("::1"));
    }

    private void expectEcho(DatagramChannel channel, InetAddress clients) throws IOException {
        DatagramBatch batch = batch(channel);
        DatagramSocket client = client(clients);
        send(client, new byte[] {1, 2, 3}, channel.getLocalAddress());
        assertThat(batch.receive()).isEqualTo(1);
        assertThat(batch.sender(0)).isEqualTo(client.getLocalSocketAddress());
        // To an equal address that the batch has not made, too.
        for (SocketAddress to : List.of(batch.sender(0), client.getLocalSocketAddress())) {
            assertThat(batch.queue(take(batch, 0), 1, 2, to)).isTrue();
            assertThat(batch.send()).isEqualTo(1);
            assertThat(receive(client)).containsExactly(2, 3);
        }
    }

    @Test
    void aFullQueueTakesNoMoreUntilItIsSent() throws IOException {
        DatagramBatch batch = batch(channel(null, LOOPBACK));
        DatagramSocket client = client(LOOPBACK);
        for (int i = 0; i < 32; i++) {
            assertThat(batch.queue(new byte[i], 0, i, client.getLocalSocketAddress()))
                    .isTrue();
        }
        assertThat(batch.queue(new byte[1], 0, 1, client.getLocalSocketAddress()))
                .isFalse();
        assertThat(batch.send()).isEqualTo(32);
        assertThat(batch.queued()).isZero();
        assertThat(IntStream.range(0, 32).map(i -> length(client)).toArray())
                .containsExactly(IntStream.range(0, 32).toArray());
        int largest = 65_507;
        for (int i = 0; i < 2; i++) {
            assertThat(batch.queue(new byte[largest], 0, largest, client.getLocalSocketAddress()))
                    .isTrue();
        }
        assertThat(batch.queue(new byte[largest], 0, largest, client.getLocalSocketAddress()))
                .isFalse();
    }

    private static int length(DatagramSocket client) {
        try {
            return receive(client).length;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The system sends those before it, and says so; then it is at the head. */
    @Test
    void whatCannotBeSentStaysAtTheHead() throws IOException {
        DatagramBatch batch = batch(channel(null, LOOPBACK));
        DatagramSocket client = client(LOOPBACK);
        SocketAddress good = client.getLocalSocketAddress();
        batch.queue(new byte[] {1}, 0, 1, good);
        batch.queue(new byte[] {2}, 0, 1, new InetSocketAddress(LOOPBACK, 0));
        batch.queue(new byte[] {3}, 0, 1, good);
        assertThat(batch.send()).isEqualTo(1);
        assertThat(batch.queued()).isEqualTo(2);
        assertThatIOException().isThrownBy(batch::send).withMessageContaining("error 22"); // EINVAL
        batch.drop(1);
        assertThat(batch.send()).isEqualTo(1);
        assertThat(receive(client)).containsExactly(1);
        assertThat(receive(client)).containsExactly(3);
    }

    /** Equal lengths in a row, a shorter one behind, a longer one, none at all: whatever the system makes runs of. */
    @Test
    void datagramsToOneAddresseeStayWhatTheyAre() throws IOException {
        for (ProtocolFamily family : List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6)) {
            DatagramBatch batch = batch(channel(family, LOOPBACK));
            DatagramSocket first = client(LOOPBACK);
            DatagramSocket second = client(LOOPBACK);
            SocketAddress toFirst = first.getLocalSocketAddress();
            SocketAddress toSecond = second.getLocalSocketAddress();
            int[] lengths = {9, 9, 9, 5, 5, 7, 0, 0, 7, 7, 3, 7, 1_232, 1_232, 1_233, 1_233, 2, 2};
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < lengths.length; i++) {
                    byte[] bytes = new byte[lengths[i]];
                    Arrays.fill(bytes, (byte) i);
                    assertThat(batch.queue(bytes, 0, bytes.length, i == 10 ? toSecond : toFirst))
                            .isTrue();
                }
                int sent = 0;
                while (sent < lengths.length) {
                    sent += batch.send();
                }
                assertThat(batch.queued()).isZero();
                for (int i = 0; i < lengths.length; i++) {
                    byte[] expected = new byte[lengths[i]];
                    Arrays.fill(expected, (byte) i);
                    assertThat(receive(i == 10 ? second : first))
                            .as("datagram %s", i)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** A run that fails is sent as single datagrams, of which each fails by itself. */
    @Test
    void aRunThatCannotBeSentFailsOneByOne() throws IOException {
        DatagramBatch batch = batch(channel(null, LOOPBACK));
        DatagramSocket client = client(LOOPBACK);
        SocketAddress bad = new InetSocketAddress(LOOPBACK, 0);
        SocketAddress good = client.getLocalSocketAddress();
        for (SocketAddress to : List.of(bad, bad, good, good)) {
            batch.queue(new byte[] {1, 2}, 0, 2, to);
        }
        for (int i = 4; i > 2; i--) {
            assertThat(batch.queued()).isEqualTo(i);
            assertThatIOException().isThrownBy(batch::send);
            batch.drop(1);
        }
        assertThat(batch.send()).isEqualTo(2);
        assertThat(receive(client)).containsExactly(1, 2);
        assertThat(receive(client)).containsExactly(1, 2);
    }

    @Test
    void addressesOfTheWrongKindAreRefusedAsByChannels() throws IOException {
        DatagramBatch batch = batch(channel(StandardProtocolFamily.INET, LOOPBACK));
        assertThatExceptionOfType(UnsupportedAddressTypeException.class)
                .isThrownBy(() -> batch.queue(new byte[1], 0, 1, new InetSocketAddress("::1", 53)));
        assertThatExceptionOfType(UnsupportedAddressTypeException.class)
                .isThrownBy(() -> batch.queue(new byte[1], 0, 1, new SocketAddress() {}));
        assertThatExceptionOfType(UnresolvedAddressException.class)
                .isThrownBy(
                        () -> batch.queue(new byte[1], 0, 1, InetSocketAddress.createUnresolved("name.invalid", 53)));
        assertThat(batch.queued()).isZero();
    }

    @Test
    void nothingCanBeDoneAfterTheEnd() throws IOException {
        DatagramBatch batch = batch(channel(null, LOOPBACK));
        batch.close();
        batch.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(batch::receive);
    }
}
