package org.hedgerow.nio;

import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;

/** A connection that could not even be tried, as without a free descriptor: its handler will be told so. */
record UnopenedConnection(Lane lane, SocketAddress remoteAddress) implements Connection {

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public void write(FileChannel file, long position, long length) {
        Objects.requireNonNull(file, "file");
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
    public void close() {}

    @Override
    public void shed() {}

    @Override
    public void reset() {}
}
