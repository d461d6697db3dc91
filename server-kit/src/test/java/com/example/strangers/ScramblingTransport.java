package com.example.strangers;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionDecorator;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportDecorator;

/** Has other bytes on the network than the handlers see, as encryption would. */
final class ScramblingTransport extends TransportDecorator {
    private static final byte KEY = 0x5A;

    ScramblingTransport(Transport below) {
        super(below);
    }

    @Override
    protected ConnectionDecorator decorate(ConnectionHandler handler) {
        return new Scrambled(handler);
    }

    private static void scramble(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] ^= KEY;
        }
    }

    private static final class Scrambled extends ConnectionDecorator {
        Scrambled(ConnectionHandler handler) {
            super(handler);
        }

        @Override
        public void received(Connection connection, ByteBuffer bytes) {
            scramble(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.arrayOffset() + bytes.limit());
            super.received(connection, bytes);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            Objects.requireNonNull(bytes, "bytes");
            byte[] copy = new byte[length];
            System.arraycopy(bytes, offset, copy, 0, length);
            scramble(copy, 0, length);
            super.write(copy, 0, length);
        }

        @Override
        public void write(FileChannel file, long position, long length) {
            Objects.requireNonNull(file, "file");
            ByteBuffer part = ByteBuffer.allocate(Math.toIntExact(length));
            try {
                while (part.hasRemaining()) {
                    if (file.read(part, position + part.position()) < 0) {
                        throw new EOFException("the file is shorter than " + (position + length));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            write(part.array(), 0, part.position());
        }
    }
}
