package org.hedgerow.nio.batched;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.hedgerow.nio.batch.DatagramBatch;

/** The batches of one socket. Its memory is its thread's: whoever else comes near, or comes too late, gets an exception. */
final class MessageBatch implements DatagramBatch {
    private static final int CAPACITY = 32;

    private final Arena arena = Arena.ofConfined();
    private final Received received;
    private final Outgoing outgoing;

    /** @param socket stays open until this is closed */
    MessageBatch(SocketDescriptor socket) {
        SocketAddressCodec addresses = new SocketAddressCodec(socket.family());
        try {
            received = new Received(arena, socket, addresses, CAPACITY);
            outgoing = new Outgoing(arena, socket, addresses, CAPACITY);
        } catch (RuntimeException | Error e) {
            arena.close(); // as when memory has run out
            throw e;
        }
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    @Override
    public int receive() throws IOException {
        return received.receive();
    }

    @Override
    public void take(int index, ByteBuffer into) {
        received.take(index, into);
    }

    @Override
    public SocketAddress sender(int index) {
        return received.sender(index);
    }

    @Override
    public boolean queue(byte[] bytes, int offset, int length, SocketAddress to) {
        return outgoing.add(bytes, offset, length, to);
    }

    @Override
    public int queued() {
        return outgoing.count();
    }

    @Override
    public int send() throws IOException {
        return outgoing.send();
    }

    @Override
    public void drop(int count) {
        outgoing.drop(count);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
