package org.hedgerow.samples.concurrency;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.hedgerow.transport.Connection;

/**
 * The octets of a file, over and over, read into memory and written from there. Reading a file blocks the loop, for as long
 * as it takes to copy from the page cache; that is part of what is measured here.
 */
final class CopiedFile implements Bytes {
    private static final int PORTION = 64 * 1024;

    private final FileChannel file;
    private ByteBuffer portion = ByteBuffer.allocate(0);

    CopiedFile(FileChannel file) {
        this.file = file;
    }

    @Override
    public long write(Connection connection, long position, long most) {
        long start = position % RandomFile.OCTETS;
        if (portion.capacity() == 0) {
            portion = ByteBuffer.allocate((int) Math.min(most, PORTION));
        }
        portion.clear().limit((int) Math.min(Math.min(most, portion.capacity()), RandomFile.OCTETS - start));
        try {
            while (portion.hasRemaining()) {
                if (file.read(portion, start + portion.position()) < 0) {
                    throw new EOFException("the file has become shorter");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connection.write(portion.array(), 0, portion.position());
        return portion.position();
    }
}
