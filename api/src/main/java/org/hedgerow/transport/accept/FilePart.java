package org.hedgerow.transport.accept;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/**
 * A part of a file that is to be sent. Confined to its sender.
 *
 * <p>The system moves it where it can (sendfile). It does not on channels that block before JDK 22 (JDK-8310902): there a
 * transfer to a peer that does not read outlives the socket, and one that begins as the socket is closed may go to whoever
 * has got its descriptor since.
 *
 * <p>The system transfers nothing when the file is at its end, and when the peer takes nothing and the socket does not
 * block, as those that virtual threads use; nor where it fails. Then a small piece is moved by hand: that finds the end,
 * waits for the peer without holding up a virtual thread's carrier, or shows whether the file or the connection failed.
 */
public class FilePart {
    private static final boolean BLOCKING_BY_SYSTEM = Runtime.version().feature() >= 22;
    private static final int PIECE = 4 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FileChannel file;
    private final long length;
    private long position;
    private long left;
    private ByteBuffer piece = NOTHING;

    /** The file is not what it was said to be, which is no fault of the connection's. */
    public static final class Failure extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException reason;

        Failure(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        /** What is wrong with the file. */
        public IOException reason() {
            return reason;
        }
    }

    /** @throws IllegalArgumentException if no file can have such a part */
    public FilePart(FileChannel file, long position, long length) {
        expectPart(file, position, length);
        this.file = file;
        this.position = position;
        this.length = length;
        this.left = length;
    }

    /** @throws IllegalArgumentException if no file can have such a part */
    public static void expectPart(FileChannel file, long position, long length) {
        Objects.requireNonNull(file, "file");
        if (position < 0 || length < 0 || length > Long.MAX_VALUE - position) {
            throw new IllegalArgumentException(
                    "expected a part of a file, found position " + position + ", length " + length);
        }
    }

    /** How many bytes are not sent yet. */
    public final long left() {
        return left;
    }

    /**
     * Sends some bytes of those that are left, of which there must be one at least. Blocks if the channel does, and must not
     * be interrupted then, because that would close the file.
     *
     * @param most how many bytes to send at most, 1 or more
     * @return how many bytes were sent; 0 only if the channel does not block
     * @throws Failure if the file ends before its time, is closed, or cannot be read
     * @throws IOException if the connection fails
     * @throws IllegalArgumentException if {@code most} is not above zero
     * @throws IllegalStateException if nothing is left
     */
    public final long sendSome(SocketChannel channel, int most) throws IOException {
        if (most < 1) {
            throw new IllegalArgumentException("expected to send 1 byte or more, found " + most);
        }
        if (left == 0) {
            throw new IllegalStateException("nothing is left to send");
        }
        boolean bySystem = BLOCKING_BY_SYSTEM || !channel.isBlocking();
        long sent = bySystem ? transfer(channel, most) : 0;
        if (sent == 0) {
            sent = moveByHand(channel, bySystem ? Math.min(PIECE, most) : most);
        }
        position += sent;
        left -= sent;
        return sent;
    }

    private long transfer(SocketChannel channel, int most) {
        try {
            return file.transferTo(position, Math.min(left, most), channel);
        } catch (IOException | RuntimeException e) {
            return 0; // the next piece shows whose failure it is
        }
    }

    private long moveByHand(SocketChannel channel, int most) throws IOException {
        if (piece.capacity() == 0) {
            piece = ByteBuffer.allocate((int) Math.min(left, most));
        }
        piece.clear();
        piece.limit((int) Math.min(left, Math.min(most, piece.capacity())));
        if (read() <= 0) {
            throw new Failure(new EOFException(
                    "the file ends at " + position + ", with " + left + " of " + length + " bytes unsent"));
        }
        piece.flip();
        do {
            channel.write(piece);
        } while (piece.hasRemaining() && channel.isBlocking());
        return piece.position();
    }

    private int read() throws Failure {
        try {
            return file.read(piece, position);
        } catch (IOException e) {
            throw new Failure(e);
        } catch (RuntimeException e) {
            throw new Failure(new IOException("the file cannot be read: " + e, e));
        }
    }
}
