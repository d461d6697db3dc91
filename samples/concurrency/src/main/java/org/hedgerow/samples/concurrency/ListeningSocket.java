package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.ServerChannels;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * A listening socket and its descriptor, which the JDK does not tell: it is looked for among those of this process, as the
 * one of the socket that listens on that port. Linux only.
 */
final class ListeningSocket implements AutoCloseable {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    // Fields of the tables (proc(5)), and TCP_LISTEN of include/net/tcp_states.h.
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENS = "0A";

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final FileDescriptorCast descriptor;
    private final ProcessBuilder.Redirect asStandardInput;

    private ListeningSocket(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        address = (InetSocketAddress) channel.getLocalAddress();
        descriptor = FileDescriptorCast.unsafeUsing(find(address.getPort()));
        asStandardInput = descriptor.as(ProcessBuilder.Redirect.class);
    }

    /** Listens; who connects waits until somebody accepts. */
    static ListeningSocket bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerChannels.bind(address, ListenOptions.defaults());
        try {
            return new ListeningSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot hand on a socket, which takes Linux: " + e.getMessage(), e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** As what a process gets for its standard input. */
    ProcessBuilder.Redirect asStandardInput() {
        return asStandardInput;
    }

    /** A channel on a duplicate of the descriptor, whose connections, unlike those of the JDK's, tell their descriptors. */
    ServerSocketChannel duplicate() throws IOException {
        return FileDescriptorCast.duplicating(descriptor.getFileDescriptor()).as(ServerSocketChannel.class);
    }

    /** Lets go of it; those that have a duplicate of the descriptor go on. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int find(int port) throws IOException {
        Set<String> listening = new HashSet<>();
        for (Path table : TABLES) {
            Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row[STATE].equals(LISTENS))
                    .filter(row -> row[LOCAL_ADDRESS].endsWith(String.format(":%04X", port)))
                    .forEach(row -> listening.add("socket:[" + row[INODE] + "]"));
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : all) {
                if (listening.contains(target(each))) {
                    return Integer.parseInt(each.getFileName().toString());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        throw new IOException("none listens on port " + port);
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return ""; // the one that the directory is read by, or another that is closed by now
        }
    }
}
