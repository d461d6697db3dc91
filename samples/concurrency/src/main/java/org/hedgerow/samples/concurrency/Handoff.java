package org.hedgerow.samples.concurrency;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.accept.AcceptLoop;
import org.hedgerow.transport.accept.Admissions;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.FileDescriptorAccess;

/**
 * Accepts connections while a process is free, and passes the descriptor of each to such a process. Who connects while none
 * is free waits in the kernel. Any thread.
 */
final class Handoff implements AutoCloseable {
    private final AcceptLoop loop;
    private final Thread acceptor;
    private final Admissions places = new Admissions(0, 0); // one for each process that is free
    private final BlockingQueue<Heir> free = new LinkedBlockingQueue<>();
    private final Map<Integer, Heir> heirs = new HashMap<>(); // by the number of the process; guarded by this

    private Handoff(ServerSocketChannel server) throws IOException {
        loop = new AcceptLoop(server, places, Ticker.system(), connection -> () -> handOver(connection));
        acceptor = LightThreads.platform("acceptor").newThread(loop::accept);
    }

    /** Accepts on a socket, which stays the caller's to close. */
    static Handoff of(ListeningSocket listening) throws IOException {
        Handoff handoff = new Handoff(listening.duplicate());
        handoff.acceptor.start();
        return handoff;
    }

    /** What the next process of this number gets for its standard input: a socket to receive descriptors from. */
    synchronized ProcessBuilder.Redirect standardInput(int number) {
        try {
            Heir heir = new Heir(this::isFree);
            @Nullable Heir before = heirs.put(number, heir);
            if (before != null) {
                before.close();
            }
            heir.listen();
            return heir.standardInput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isFree(Heir heir) {
        places.returnPlace();
        free.add(heir);
    }

    private void handOver(SocketChannel connection) {
        try {
            FileDescriptor descriptor = ((FileDescriptorAccess) connection).getFileDescriptor();
            try {
                while (!free.take().inherit(descriptor)) {
                    places.tryPlace(
                            () -> {}); // that of the next process: the one that had a place for this one has died
                }
            } finally {
                Descriptors.close(descriptor);
            }
        } catch (InterruptedException | IOException e) {
            // All is over, or this connection is: either way its client finds it closed.
        }
    }

    /** Accepts nobody any more; what was accepted is with its process. */
    void stop() {
        loop.stop();
        acceptor.interrupt();
    }

    @Override
    public synchronized void close() {
        stop();
        heirs.values().forEach(Heir::close);
    }
}
