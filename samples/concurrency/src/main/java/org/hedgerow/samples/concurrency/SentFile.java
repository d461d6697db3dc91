package org.hedgerow.samples.concurrency;

import java.nio.channels.FileChannel;
import org.hedgerow.transport.Connection;

/** The octets of a file, over and over, sent by the kernel (sendfile): one call for as much of it as is wanted. */
final class SentFile implements Bytes {
    private final FileChannel file;

    SentFile(FileChannel file) {
        this.file = file;
    }

    @Override
    public long write(Connection connection, long position, long most) {
        long start = position % RandomFile.OCTETS;
        long length = Math.min(most, RandomFile.OCTETS - start);
        connection.write(file, start, length);
        return length;
    }
}
