package org.hedgerow.samples.benchmarks.codec;

import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;

/** A connection in memory, which copies what is written, as one to a socket does. */
final class CapturingConnection implements Connection {
    private static final int MAX_OCTETS = 64 * 1024;

    private final Lane lane;
    private final byte[] output = new byte[MAX_OCTETS];
    private int written;

    CapturingConnection(Lane lane) {
        this.lane = lane;
    }

    /** How many octets were written since the last call. */
    int take() {
        int taken = written;
        written = 0;
        return taken;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public SocketAddress remoteAddress() {
        return CapturingPort.PEER;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, output, written, length);
        written += length;
    }

    @Override
    public void write(FileChannel file, long position, long length) {
        throw new UnsupportedOperationException("expected octets, found a file");
    }

    @Override
    public long pendingOutput() {
        return 0;
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void awaitQuiet(long nanos) {}

    @Override
    public void close() {
        throw new IllegalStateException("expected a connection that stays open");
    }

    @Override
    public void shed() {
        close();
    }

    @Override
    public void reset() {
        close();
    }
}
