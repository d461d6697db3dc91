package org.hedgerow.samples.concurrency;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.newsclub.net.unix.FileDescriptorCast;

/** Descriptors of sockets that other processes have, too. */
final class Descriptors {
    private Descriptors() {}

    /**
     * Closes the descriptor of this process and nothing else. To close a channel of junixsocket would shut the socket down,
     * for every process that has it.
     */
    static void close(FileDescriptor descriptor) throws IOException {
        FileDescriptorCast.using(descriptor).as(FileOutputStream.class).close();
    }
}
