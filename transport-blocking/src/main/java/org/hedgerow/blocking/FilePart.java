package org.hedgerow.blocking;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/**
 * A part of a file that is to be sent. Confined to its sender.
 *
 * <p>The system moves it where it can: since JDK 22 (JDK-8310902) a socket may be closed while a file is transferred to it.
 * Before, a transfer to a peer that does not read outlives the socket, and one that begins as the socket is closed may go to
 * whoever has got its descriptor since; so there the octets are moved by hand.
 *
 * <p>The system transfers nothing when the file is at its end, and when the peer takes nothing and the channel does not
 * block, as those that virtual threads use. Either way a small piece is moved by hand: that finds the end, or waits for the
 * peer without holding up the thread's carrier. Should the transfer fail, it also shows whether that is the file's fault.
 */
final class FilePart {
    private static final boolean BY_SYSTEM = Runtime.version().feature() >= 22;
    // In such portions progress is seen, by pendingOutput and the idle limit.
    private static final int PORTION = 64 * 1024;
    private static final int PIECE = BY_SYSTEM ? 4 * 1024 : PORTION;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final FileChannel file;
    private final long length;
    private long position;
    private long left;
    private ByteBuffer piece = NOTHING;

    /** The file is not what it was said to be, which is no fault of the connection's. */
    static final class Failure extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException reason;

        Failure(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }

    /** @throws IllegalArgumentException if position or length is negative */
    FilePart(FileChannel file, long position, long length) {
        if (position < 0 || length < 0 || length > Long.MAX_VALUE - position) {
            throw new IllegalArgumentException(
                    "expected a part of a file, found position " + position + ", length " + length);
        }
        this.file = file;
        this.position = position;
        this.length = length;
        this.left = length;
    }

    /** How many octets are not sent yet. */
    long left() {
        return left;
    }

    /**
     * Sends some octets, at least one. Blocks, and must not be interrupted, which would close the file.
     *
     * @throws Failure if the file ends before its time, is closed, or cannot be read
     * @throws IOException if the connection fails
     */
    void sendSome(SocketChannel channel) throws IOException {
        long sent = BY_SYSTEM ? transfer(channel) : 0;
        if (sent == 0) {
            sent = moveByHand(channel);
        }
        position += sent;
        left -= sent;
    }

    private long transfer(SocketChannel channel) {
        try {
            if (left == length) {
                // From a virtual thread, this has the channel not block, so that the transfer does not, either.
                channel.write(NOTHING.duplicate());
            }
            return file.transferTo(position, Math.min(left, PORTION), channel);
        } catch (IOException | RuntimeException e) {
            return 0; // the next piece shows whose failure it is
        }
    }

    private long moveByHand(SocketChannel channel) throws IOException {
        if (piece.capacity() == 0) {
            piece = ByteBuffer.allocate((int) Math.min(left, PIECE));
        }
        piece.clear();
        piece.limit((int) Math.min(left, piece.capacity()));
        int read = read();
        if (read <= 0) {
            throw new Failure(new EOFException(
                    "the file ends at " + position + ", with " + left + " of " + length + " octets unsent"));
        }
        piece.flip();
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
        return read;
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
