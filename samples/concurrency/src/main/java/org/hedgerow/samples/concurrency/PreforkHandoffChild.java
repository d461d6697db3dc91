package org.hedgerow.samples.concurrency;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.hedgerow.server.processes.Signals;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.ThreadKind;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.FileDescriptorCast;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/**
 * One of the processes of {@link PreforkHandoff}: says that it is free, receives the descriptor of a connection from its
 * parent, serves that to its end, and says so again, until its parent has no more.
 */
@Command(
        name = PreforkHandoffChild.NAME,
        hidden = true,
        description = "be one process of prefork-handoff, whose standard input is a socket to receive descriptors from")
final class PreforkHandoffChild implements Design {
    static final String NAME = "prefork-handoff-child";

    private static final int ROOM_FOR_A_DESCRIPTOR = 64;

    @Mixin
    private GalleryServer server;

    private long accepted;
    private long failed;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        TransportOptions options = TransportOptions.defaults().withLanes(1).withThreads(ThreadKind.PLATFORM);
        try (AFUNIXSocketChannel parent =
                        FileDescriptorCast.using(FileDescriptor.in).as(AFUNIXSocketChannel.class);
                Transport transport = Transport.of(ConcurrencyModel.THREAD_PER_CONNECTION, options);
                Signals signals = new Signals()) {
            parent.setAncillaryReceiveBufferSize(ROOM_FOR_A_DESCRIPTOR);
            signals.on("TERM", () -> endOf(parent));
            signals.on("INT", () -> endOf(parent));
            server.ready(server.address(), "1 thread that is handed connections");
            serve(parent, transport);
        }
        server.totals(List.of(), accepted, failed, true);
        return ExitCode.OK;
    }

    private void serve(AFUNIXSocketChannel parent, Transport transport) throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.allocate(1);
        parent.write(bytes); // free
        bytes.clear();
        while (parent.read(bytes) > 0) {
            serveOne(parent.getReceivedFileDescriptors()[0], transport);
            bytes.clear();
            parent.write(bytes);
            bytes.clear();
        }
    }

    private void serveOne(FileDescriptor received, Transport transport) throws InterruptedException {
        accepted++;
        try (SocketChannel connection = FileDescriptorCast.using(received).as(SocketChannel.class)) {
            Listener serving = transport.adopt(connection, CountProtocol.serving(RandomBytes::new), server.listening());
            while (!serving.awaitEmpty(Duration.ofDays(1))) {
                // Its idle limit may be longer.
            }
            failed += serving.failed();
        } catch (IOException e) {
            failed++; // its client has reset it before it could be looked at
        }
    }

    /** Wakes the thread that waits for a connection; one that was passed before is served. */
    private static void endOf(AFUNIXSocketChannel parent) {
        try {
            parent.shutdownInput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
