package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hedgerow.nio.batch.DatagramBatch;

/** Has room for four texts to send, and fares with each call to the system as the test says. */
final class ScriptedBatch implements DatagramBatch {
    static final int ROOM = 4;

    /** How many the system takes by each of the next calls, negative for an error; then it takes all. */
    final Queue<Integer> script = new ArrayDeque<>();
    /** What the system has taken, by call. */
    final List<List<String>> calls = new CopyOnWriteArrayList<>();

    boolean closed;
    private final Deque<String> queue = new ArrayDeque<>();

    @Override
    public int capacity() {
        return ROOM;
    }

    @Override
    public int receive() {
        return 0;
    }

    @Override
    public void take(int index, ByteBuffer into) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public SocketAddress sender(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public boolean queue(byte[] bytes, int offset, int length, SocketAddress to) {
        expectOpen();
        return queue.size() < ROOM && queue.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public int queued() {
        expectOpen();
        return queue.size();
    }

    @Override
    public int send() throws IOException {
        expectOpen();
        Integer taken = script.poll();
        if (taken != null && taken < 0) {
            throw new IOException("thrown by a test, on purpose");
        }
        List<String> call = new ArrayList<>();
        while (!queue.isEmpty() && (taken == null || call.size() < taken)) {
            call.add(queue.remove());
        }
        calls.add(call);
        return call.size();
    }

    @Override
    public void drop(int count) {
        expectOpen();
        for (int i = 0; i < count; i++) {
            queue.remove();
        }
    }

    private void expectOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
