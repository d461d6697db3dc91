package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.nio.batch.DatagramBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Datagrams by the batch: what is sent waits until those that were received together are all handed over, until there is no
 * room for more, or until the pass of the loop is over, whichever is first.
 */
final class Batched implements PortExchange, Flushable {
    private static final Logger LOG = LoggerFactory.getLogger(Batched.class);

    private final EventLoop loop;
    private final DatagramBatch batch;
    private boolean awaitsFlush;
    private boolean closed;

    Batched(EventLoop loop, DatagramBatch batch) {
        this.loop = loop;
        this.batch = batch;
    }

    @Override
    public int most() {
        return batch.capacity();
    }

    @Override
    public int receive() throws IOException {
        return batch.receive();
    }

    @Override
    public SocketAddress sender(int index) {
        return batch.sender(index);
    }

    @Override
    public ByteBuffer bytes(int index) {
        ByteBuffer input = loop.input();
        batch.take(index, input);
        return input.flip();
    }

    @Override
    public void send(byte[] bytes, int offset, int length, SocketAddress to) {
        if (length > EventLoop.BUFFER_OCTETS - 1) {
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

    @Override
    public void handedOver() {
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
                }
                again = !again;
            }
        }
    }

    @Override
    public void breakDown(Throwable failure) {
        LOG.error("what was to be sent could not be", failure); // the next datagrams may fare better
    }

    @Override
    public void close() {
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
