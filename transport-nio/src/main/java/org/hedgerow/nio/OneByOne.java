package org.hedgerow.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import org.hedgerow.nio.batch.DatagramBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of any JDK, which takes a call to the system for each datagram. These calls follow one another, and so find in
 * the processor's caches what the one before has left there.
 */
final class OneByOne implements DatagramBatch {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    private final DatagramBuffers buffers;
    private final DatagramChannel channel;
    private final @Nullable SocketAddress peer;
    private @Nullable PackedDatagrams queue;

    /** @param peer whom the channel is connected to, if it is */
    OneByOne(DatagramBuffers buffers, DatagramChannel channel, @Nullable SocketAddress peer) {
        this.buffers = buffers;
        this.channel = channel;
        this.peer = peer;
    }

    @Override
    public int capacity() {
        return PackedDatagrams.MOST;
    }

    @Override
    public int receive() throws IOException {
        PackedDatagrams received = buffers.received();
        received.drop(received.count());
        try {
            while (received.hasRoom(PackedDatagrams.LONGEST)) {
                SocketAddress sender = receive(received.room());
                if (sender == null) {
                    break;
                }
                received.add(sender);
            }
        } catch (IOException e) {
            if (received.count() == 0) {
                throw e;
            }
            LOG.debug("could not receive more at once: {}", e.toString()); // those that are here come first
        }
        return received.count();
    }

    private @Nullable SocketAddress receive(ByteBuffer into) throws IOException {
        if (peer == null) {
            return channel.receive(into);
        }
        // The same as to receive, where there is one sender only, and cheaper by an eighth. An empty one is -1, as if a
        // stream had ended: so the JDK tells it from none.
        return channel.read(into) == 0 ? null : peer;
    }

    @Override
    public void take(int index, ByteBuffer into) {
        into.put(buffers.received().bytes(index));
    }

    @Override
    public SocketAddress sender(int index) {
        return buffers.received().end(index);
    }

    @Override
    public boolean queue(byte[] bytes, int offset, int length, SocketAddress to) {
        if (!(to instanceof InetSocketAddress address)) {
            throw new UnsupportedAddressTypeException();
        }
        if (address.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        PackedDatagrams waiting = queue;
        if (waiting == null) {
            waiting = buffers.take();
            queue = waiting;
        }
        if (!waiting.hasRoom(length)) {
            return false;
        }
        waiting.room().put(bytes, offset, length);
        waiting.add(to);
        return true;
    }

    @Override
    public int queued() {
        return queue == null ? 0 : queue.count();
    }

    @Override
    public int send() throws IOException {
        PackedDatagrams waiting = queue;
        if (waiting == null) {
            return 0;
        }
        int sent = 0;
        try {
            while (sent < waiting.count() && sendOne(waiting.bytes(sent), waiting.end(sent))) {
                sent++;
            }
        } catch (IOException e) {
            if (sent == 0) {
                throw e;
            }
            LOG.debug("could not send more at once: {}", e.toString()); // whoever sends the rest is told again
        } finally {
            drop(sent);
        }
        return sent;
    }

    private boolean sendOne(ByteBuffer bytes, SocketAddress to) throws IOException {
        boolean isEmpty = !bytes.hasRemaining();
        try {
            int sent = peer == null ? channel.send(bytes, to) : channel.write(bytes);
            return sent > 0 || isEmpty;
        } catch (RuntimeException e) {
            throw new IOException(e.toString(), e); // as for an address of the other kind; it must not stay in the way
        }
    }

    @Override
    public void drop(int count) {
        PackedDatagrams waiting = queue;
        if (waiting == null) {
            return;
        }
        waiting.drop(count);
        if (waiting.count() == 0) {
            queue = null;
            buffers.give(waiting);
        }
    }

    @Override
    public void close() {
        drop(queued());
    }
}
