package org.hedgerow.blocking;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.hedgerow.transport.accept.Thrown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of one port: alternately outside the lane, where it receives a datagram, and inside, where {@link BlockingPort}
 * hands it over and says what is next.
 */
final class PortReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PortReader.class);
    private static final int BUFFER_OCTETS = 64 * 1024;
    private static final int SHORT_MILLIS = 1;
    // An error that ICMP has brought is reported once and gone; one that stays would keep the thread running.
    private static final int FAILURES_IN_A_ROW = 64;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BlockingPort port;
    private final PortSocket socket;
    private final ReentrantLock receiving = new ReentrantLock();
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private final DatagramPacket packet = new DatagramPacket(buffer, BUFFER_OCTETS);
    private final ByteBuffer bytes = ByteBuffer.wrap(buffer);
    private final Runnable consult = this::consult;
    private final Runnable opened = this::opened;
    private final Runnable enterOpened = this::enterOpened;
    // Set outside the lane, where others look at it from inside: while the reader waits to enter, it has something.
    private volatile boolean holds;
    private BlockingPort.Step step = BlockingPort.Step.STOP;
    private int failures;

    PortReader(BlockingPort port, PortSocket socket) {
        this.port = port;
        this.socket = socket;
    }

    /** Whether something was received that is not handed over. In the lane. */
    boolean holds() {
        return holds;
    }

    /** Waits until nobody is in the midst of receiving from the socket, which is closed; false if that takes too long. */
    boolean awaitLeft(long nanos) throws InterruptedException {
        if (!receiving.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        receiving.unlock();
        return true;
    }

    @Override
    public void run() {
        Waiting.untilDone(enterOpened);
        while (step != BlockingPort.Step.STOP && !socket.isClosed()) {
            try {
                handOver();
            } catch (Throwable e) {
                Waiting.pauseAfter(e); // whatever it is: nobody else would receive for this port
            }
        }
    }

    private void handOver() {
        try {
            receive(step == BlockingPort.Step.LOOK ? SHORT_MILLIS : 0);
            failures = 0;
            port.lane().enter(consult);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void enterOpened() {
        port.lane().enter(opened);
    }

    private void opened() {
        step = port.opened();
    }

    private void receive(int millis) throws IOException {
        // Whoever left an interrupt behind on this thread, a virtual one would lose the socket by it.
        Thread.interrupted();
        packet.setData(buffer);
        receiving.lock();
        try {
            socket.receive(packet, millis);
            holds = true;
        } catch (SocketTimeoutException e) {
            LOG.trace("nothing is left to be received", e);
        } finally {
            receiving.unlock();
        }
    }

    private void consult() {
        if (holds) {
            holds = false;
            bytes.clear().limit(packet.getLength());
            step = port.received(bytes, packet.getSocketAddress());
        } else {
            step = port.nothingLeft();
        }
    }

    private void failed(IOException failure) {
        if (socket.isClosed()) {
            return;
        }
        Thrown.reportForDebugging(LOG, "a port could not receive", failure);
        port.lane().enter(() -> port.refused(failure));
        failures++;
        if (failures >= FAILURES_IN_A_ROW) {
            failures = 0;
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }
}
