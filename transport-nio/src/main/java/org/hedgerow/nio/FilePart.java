package org.hedgerow.nio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/** A part of a file that is to be sent, moved by the system from the one to the other (sendfile), and what comes after. */
final class FilePart {
    // A fast peer shall not keep the loop to itself.
    private static final long OCTETS_A_PASS = 1024 * 1024;

    private final FileChannel file;
    private final long length;
    private final OutputBuffer following;
    private long position;
    private long left;

    /** The file is not what it was said to be, which is not the connection's fault. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException reason;

        Broken(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }

    /** @throws IllegalArgumentException if no file can have such a part */
    static void expectPart(FileChannel file, long position, long length) {
        Objects.requireNonNull(file, "file");
        if (position < 0 || length < 0 || length > Long.MAX_VALUE - position) {
            throw new IllegalArgumentException(
                    "expected a part of a file, found " + length + " octets from " + position);
        }
    }

    /** @param following what is written after it */
    FilePart(FileChannel file, long position, long length, OutputBuffer following) {
        this.file = file;
        this.position = position;
        this.length = length;
        this.left = length;
        this.following = following;
    }

    OutputBuffer following() {
        return following;
    }

    /** How much of it is not sent yet. */
    long pending() {
        return left;
    }

    /**
     * Sends what the channel takes, up to a limit.
     *
     * @return how many octets it took
     * @throws Broken if the file ends before, is closed, or cannot be read
     * @throws IOException if the channel fails
     */
    long send(WritableByteChannel channel) throws IOException {
        long sent;
        try {
            sent = file.transferTo(position, Math.min(left, OCTETS_A_PASS), channel);
        } catch (IOException | RuntimeException e) {
            expectReadable();
            throw e;
        }
        if (sent == 0 && position >= file.size()) {
            throw new Broken(new EOFException(
                    "the file ends at " + position + ", with " + left + " of " + length + " octets unsent"));
        }
        position += sent;
        left -= sent;
        return sent;
    }

    /** The transfer has failed, which does not say whether by the file or by the connection. */
    private void expectReadable() throws Broken {
        try {
            file.read(ByteBuffer.allocate(1), position);
        } catch (IOException | RuntimeException e) {
            String unsent = ", with " + left + " of " + length + " octets unsent";
            throw new Broken(new IOException("the file cannot be read: " + e + unsent, e));
        }
    }
}
