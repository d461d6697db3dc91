package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The batches of any JDK, over real sockets. */
@Timeout(30)
class OneByOneTest {
    private static final int LONGEST = 65_507; // over IPv4

    private final DatagramBuffers buffers = new DatagramBuffers();
    private DatagramChannel channel;
    private DatagramSocket peer;
    private OneByOne batch;

    @BeforeEach
    void open() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET).bind(anyPort());
        channel.configureBlocking(false);
        peer = new DatagramSocket(anyPort());
        batch = new OneByOne(buffers, channel, null);
    }

    @AfterEach
    void close() throws IOException {
        batch.close();
        channel.close();
        peer.close();
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private boolean queue(int octets) {
        return batch.queue(new byte[octets + 1], 1, octets, peer.getLocalSocketAddress());
    }

    private void arrive(String... texts) throws IOException {
        for (String text : texts) {
            arrive(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Over loopback it is there when the call returns. */
    private void arrive(byte[] bytes) throws IOException {
        peer.send(new DatagramPacket(bytes, bytes.length, channel.getLocalAddress()));
    }

    private static String text(OneByOne batch, int index) {
        ByteBuffer into = ByteBuffer.allocate(64 * 1024);
        batch.take(index, into);
        return StandardCharsets.UTF_8.decode(into.flip()).toString();
    }

    private List<String> received() throws IOException {
        List<String> texts = new ArrayList<>();
        for (int count = batch.receive(), i = 0; i < count; i++) {
            assertThat(batch.sender(i)).isEqualTo(peer.getLocalSocketAddress());
            texts.add(text(batch, i));
        }
        return texts;
    }

    private int arrivedAtPeer() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[64 * 1024], 64 * 1024);
        peer.receive(packet);
        return packet.getLength();
    }

    @Test
    void whatHasArrivedIsReceivedTogether() throws IOException {
        assertThat(received()).isEmpty();
        arrive("one", "", "three");
        assertThat(received()).containsExactly("one", "", "three");
        assertThat(received()).isEmpty();
        assertThatThrownBy(() -> batch.sender(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void upToSoManyAreReceivedAtOnce() throws IOException {
        for (int i = 0; i < batch.capacity() + 3; i++) {
            arrive("number " + i);
        }
        assertThat(received()).hasSize(batch.capacity()).endsWith("number " + (batch.capacity() - 1));
        assertThat(received()).hasSize(3).endsWith("number " + (batch.capacity() + 2));
    }

    /** However long they are, none is cut short for want of room. */
    @Test
    void theLongestAreReceivedWhole() throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1024 * 1024);
        String longest = "x".repeat(LONGEST);
        String another = "y".repeat(100); // more than there is room for behind two of the longest
        arrive(longest, longest, another);
        assertThat(received()).containsExactly(longest, longest);
        assertThat(received()).containsExactly(another);
    }

    @Test
    void whatIsQueuedIsSentInOrder() throws IOException {
        assertThat(batch.send()).isZero();
        assertThat(queue(1)).isTrue();
        assertThat(queue(0)).isTrue();
        assertThat(queue(3)).isTrue();
        assertThat(batch.queued()).isEqualTo(3);
        assertThat(batch.send()).isEqualTo(3);
        assertThat(batch.queued()).isZero();
        assertThat(List.of(arrivedAtPeer(), arrivedAtPeer(), arrivedAtPeer())).containsExactly(1, 0, 3);
    }

    @Test
    void anEmptyQueueHasRoomForAnyDatagram() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(queue(LONGEST)).isTrue();
            assertThat(queue(LONGEST)).isFalse();
            assertThat(batch.send()).isOne();
            assertThat(arrivedAtPeer()).isEqualTo(LONGEST);
        }
    }

    @Test
    void thereIsRoomForSoManyAtOnce() {
        for (int i = 0; i < PackedDatagrams.MOST; i++) {
            assertThat(queue(1)).isTrue();
        }
        assertThat(queue(1)).isFalse();
        batch.drop(1);
        assertThat(batch.queued()).isEqualTo(PackedDatagrams.MOST - 1);
    }

    private static Stream<InetSocketAddress> unreachable() {
        return Stream.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new InetSocketAddress("::1", 53));
    }

    /** One that the system or the JDK refuses is told once it is the first, and those before it have left. */
    @ParameterizedTest
    @MethodSource("unreachable")
    void whatCannotBeSentDoesNotKeepOthers(InetSocketAddress to) throws IOException {
        queue(1);
        batch.queue(new byte[2], 0, 2, to);
        queue(3);
        assertThat(batch.send()).isOne();
        assertThatThrownBy(batch::send).isInstanceOf(IOException.class);
        batch.drop(1);
        assertThat(batch.send()).isOne();
        assertThat(List.of(arrivedAtPeer(), arrivedAtPeer())).containsExactly(1, 3);
    }

    @Test
    void addressesThatMeanNothingAreNotQueued() {
        byte[] bytes = {1};
        assertThatThrownBy(() -> batch.queue(bytes, 0, 1, InetSocketAddress.createUnresolved("nowhere", 53)))
                .isInstanceOf(UnresolvedAddressException.class);
        assertThatThrownBy(() -> batch.queue(bytes, 0, 1, new SocketAddress() {}))
                .isInstanceOf(UnsupportedAddressTypeException.class);
        assertThat(batch.queued()).isZero();
    }

    /** Of a port that waits to be flushed; the others have none. */
    @Test
    void memoryGoesFromPortToPort() throws IOException {
        PackedDatagrams memory = buffers.take();
        buffers.give(memory);
        queue(1);
        batch.send();
        assertThat(buffers.take()).isSameAs(memory);
        buffers.give(memory);
        queue(1);
        batch.close();
        batch.close();
        assertThat(batch.queued()).isZero();
        assertThat(buffers.take()).isSameAs(memory);
    }

    @Test
    void aChannelThatIsClosedSaysSo() throws IOException {
        queue(1);
        channel.close();
        assertThatThrownBy(batch::send).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(batch::receive).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aConnectedChannelHearsItsPeer() throws IOException {
        channel.connect(peer.getLocalSocketAddress());
        batch = new OneByOne(buffers, channel, peer.getLocalSocketAddress());
        arrive("one", "", "three");
        assertThat(received()).containsExactly("one", "", "three");
        queue(5);
        assertThat(batch.send()).isOne();
        assertThat(arrivedAtPeer()).isEqualTo(5);
    }

    /** ICMP has told that nobody is there: that is told once. */
    @Test
    void badNewsIsToldOnce() throws IOException {
        channel.connect(peer.getLocalSocketAddress());
        batch = new OneByOne(buffers, channel, peer.getLocalSocketAddress());
        queue(1);
        peer.close();
        batch.send();
        assertThatThrownBy(batch::receive).isInstanceOf(IOException.class);
        assertThat(batch.receive()).isZero();
    }
}
