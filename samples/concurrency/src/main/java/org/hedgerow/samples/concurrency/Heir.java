package org.hedgerow.samples.concurrency;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.hedgerow.lane.LightThreads;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketPair;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * A process to pass connections to, as its parent sees it: a pair of Unix sockets, of which the process has one as its
 * standard input. It writes a byte whenever it is free, and is sent a byte with a descriptor (SCM_RIGHTS) for each.
 */
final class Heir implements AutoCloseable {
    private final AFUNIXSocketChannel own;
    private final AFUNIXSocketChannel theirs;
    private final Consumer<Heir> free;

    /** @param free told whenever the process is free, on a thread of its own */
    Heir(Consumer<Heir> free) throws IOException {
        AFUNIXSocketPair<AFUNIXSocketChannel> pair = AFUNIXSocketPair.open();
        own = pair.getSocket1();
        theirs = pair.getSocket2();
        this.free = free;
    }

    ProcessBuilder.Redirect standardInput() throws IOException {
        return FileDescriptorCast.using(theirs.getFileDescriptor()).as(ProcessBuilder.Redirect.class);
    }

    void listen() {
        LightThreads.platform("heir").newThread(this::read).start();
    }

    private void read() {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(1);
            while (own.read(bytes) > 0) {
                letGo(); // so the process has it
                free.accept(this);
                bytes.clear();
            }
        } catch (IOException e) {
            // It has died, which whoever starts it again learns, too.
        }
    }

    /** Lets go of the other end, so that this one sees the end of the process. */
    private synchronized void letGo() throws IOException {
        if (theirs.getFileDescriptor().valid()) {
            Descriptors.close(theirs.getFileDescriptor());
        }
    }

    /** Passes a descriptor on; false if the process is gone. */
    boolean inherit(FileDescriptor descriptor) {
        try {
            own.setOutboundFileDescriptors(descriptor);
            return own.write(ByteBuffer.allocate(1)) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (own) {
            letGo();
        } catch (IOException e) {
            // Neither will be used again.
        }
    }
}
