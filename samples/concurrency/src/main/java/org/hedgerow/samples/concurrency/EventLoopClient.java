package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The 70 MB client as an event loop: several sockets, each of which is sent all of it, and a task that has nothing to do with
 * them, on one thread. Who would have to wait for a socket steps aside, and the others go on.
 */
final class EventLoopClient {
    private static final int SOCKETS = 3;
    private static final int STEPS = 500;

    private final Queue<Task> ready = new ArrayDeque<>();
    private int waiting;
    private int meanwhile;

    /** What is a generator in Python. */
    private interface Task {
        /** Goes on a bit. */
        Next step() throws IOException;
    }

    /** When a task wants to go on. */
    private enum Next {
        SOON,
        WHEN_WRITABLE,
        NEVER
    }

    static void send(SocketAddress server, ByteBuffer data, SendLog log) throws IOException {
        EventLoopClient client = new EventLoopClient();
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < SOCKETS; i++) {
                    client.ready.add(new Sending(server, selector, data.duplicate(), log));
                }
                client.ready.add(new Counting());
                client.run(selector);
            } finally {
                for (SelectionKey each : selector.keys()) {
                    each.channel().close();
                }
            }
        }
        log.note(SOCKETS + " sockets; the other task took " + STEPS + " steps, " + client.meanwhile
                + " of them while a socket would have blocked");
    }

    private void run(Selector selector) throws IOException {
        while (!ready.isEmpty() || waiting > 0) {
            for (int left = ready.size(); left > 0; left--) {
                step(ready.remove());
            }
            if (ready.isEmpty() && waiting > 0) {
                selector.select(); // nobody has anything to do
            } else {
                selector.selectNow();
            }
            for (SelectionKey each : selector.selectedKeys()) {
                each.interestOps(0);
                waiting--;
                ready.add((Task) each.attachment());
            }
            selector.selectedKeys().clear();
        }
    }

    private void step(Task task) throws IOException {
        if (task instanceof Counting && waiting > 0) {
            meanwhile++;
        }
        switch (task.step()) {
            case SOON -> ready.add(task);
            case WHEN_WRITABLE -> waiting++;
            case NEVER -> {}
        }
    }

    /** Sends to one socket. */
    private static final class Sending implements Task {
        private final SocketChannel socket;
        private final SelectionKey key;
        private final ByteBuffer data;
        private final SendLog log;

        Sending(SocketAddress server, Selector selector, ByteBuffer data, SendLog log) throws IOException {
            socket = SocketChannel.open(server);
            socket.configureBlocking(false);
            key = socket.register(selector, 0, this);
            this.data = data;
            this.log = log;
        }

        @Override
        public Next step() throws IOException {
            int sent = socket.write(data);
            log.sent(sent, data.remaining());
            if (sent == 0) {
                key.interestOps(SelectionKey.OP_WRITE);
                return Next.WHEN_WRITABLE;
            }
            if (data.hasRemaining()) {
                return Next.SOON;
            }
            socket.close();
            return Next.NEVER;
        }
    }

    /** Counts, and never has to wait for anything. */
    private static final class Counting implements Task {
        private int steps;

        @Override
        public Next step() {
            steps++;
            return steps < STEPS ? Next.SOON : Next.NEVER;
        }
    }
}
