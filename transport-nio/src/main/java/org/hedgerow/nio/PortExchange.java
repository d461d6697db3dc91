package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.hedgerow.nio.batch.DatagramBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How datagrams get in and out of one port, by the batch: what is sent waits until those that were received together are all
 * handed over, until there is no room for more, or until the pass of the loop is over, whichever is first. In the loop only.
 */
final class PortExchange implements Flushable {
    private static final Logger LOG = LoggerFactory.getLogger(PortExchange.class);

    private final EventLoop loop;
    private final DatagramBatch batch;
    private final Consumer<IOException> unsent;
    private boolean awaitsFlush;
    private boolean closed;

    /** @param unsent given what the system says of a datagram that it does not send, or of an earlier one; must not send */
    PortExchange(EventLoop loop, DatagramBatch batch, Consumer<IOException> unsent) {
        this.loop = loop;
        this.batch = batch;
        this.unsent = unsent;
    }

    /** How many datagrams are received at most at once. */
    int most() {
        return batch.capacity();
    }

    /** Receives what has arrived, up to {@link #most()}, and tells how many; 0 if nothing has. */
    int receive() throws IOException {
        return batch.receive();
    }

    /** Who has sent a datagram of those received last. */
    SocketAddress sender(int index) {
        return batch.sender(index);
    }

    /** The bytes of a datagram of those received last, in a buffer of the loop's that the next one goes to, too. */
    ByteBuffer bytes(int index) {
        ByteBuffer input = loop.memory().input();
        batch.take(index, input);
        return input.flip();
    }

    /** Sends the datagram before the pass of the loop is over, or never. The bytes are copied. */
    void send(byte[] bytes, int offset, int length, SocketAddress to) {
        if (length > LoopMemory.OCTETS - 1) {
            LOG.debug("dropped {} octets to {}, more than UDP carries", length, to);
            return;
        }
        if (!batch.queue(bytes, offset, length, to)) {
            sendAll();
            batch.queue(bytes, offset, length, to);
        }
        if (!awaitsFlush) {
            awaitsFlush = true;
            loop.flushes().flushLater(this);
        }
    }

    /** Those received last are all handed over: sends what has waited for that. */
    void handedOver() {
        sendAll();
    }

    @Override
    public void flush() {
        awaitsFlush = false;
        sendAll();
    }

    private void sendAll() {
        boolean again = false;
        while (!closed && batch.queued() > 0) {
            try {
                if (batch.send() == 0) {
                    LOG.debug("dropped {} datagrams, for which the system has no room", batch.queued());
                    batch.drop(batch.queued());
                }
                again = false;
            } catch (IOException e) {
                // Where ICMP has brought bad news of an earlier datagram, the system tells that, once, and does not
                // send.
                LOG.debug("{}: {}", again ? "could not send" : "tries again to send", e.toString());
                if (again) {
                    batch.drop(1);
                } else {
                    unsent.accept(e);
                }
                again = !again;
            }
        }
    }

    @Override
    public void breakDown(Throwable failure) {
        LOG.error("what was to be sent could not be", failure); // the next datagrams may fare better
    }

    /** Sends what waits for it, and lets go of the channel, which is not closed yet. Idempotent. */
    void close() {
        if (!closed) {
            try {
                sendAll();
            } finally {
                closed = true;
                batch.close();
            }
        }
    }
}
