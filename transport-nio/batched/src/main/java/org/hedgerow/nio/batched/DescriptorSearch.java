package org.hedgerow.nio.batched;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the descriptor of a channel, which the JDK keeps to itself: an option that is of no account to unicast is set to
 * values at random, and the one socket of the process that shows them all is the channel's. It is open all the while, so it
 * is always among those that do; where there is another one, the search fails rather than to guess.
 */
final class DescriptorSearch implements AutoCloseable {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int MARKS = 3;
    // Above the values that are in use, of 255 in all.
    private static final int LOWEST_MARK = 65;
    private static final int HIGHEST_MARK = 254;

    private static final int SOL_SOCKET = 1;
    private static final int SO_DOMAIN = 39;
    private static final int IPPROTO_IP = 0;
    private static final int IP_MULTICAST_TTL = 33;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_MULTICAST_HOPS = 18;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = arena.allocate(Libc.ERRNO);
    private final MemorySegment value = arena.allocate(JAVA_INT);
    private final MemorySegment length = arena.allocate(JAVA_INT);

    private DescriptorSearch() {}

    static SocketDescriptor find(DatagramChannel channel) throws IOException {
        List<SocketDescriptor> found;
        int before = channel.getOption(StandardSocketOptions.IP_MULTICAST_TTL);
        try (DescriptorSearch search = new DescriptorSearch()) {
            found = search.sockets();
            for (int i = 0; i < MARKS; i++) {
                int mark = ThreadLocalRandom.current().nextInt(LOWEST_MARK, HIGHEST_MARK + 1);
                channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, mark);
                found.removeIf(each -> search.mark(each) != mark);
            }
        } finally {
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, before);
        }
        if (found.size() != 1) {
            throw new IOException("expected one descriptor of " + channel.getLocalAddress() + ", found " + found);
        }
        return found.get(0);
    }

    /** All sockets of the process that speak IP, and what has become of them since. */
    private List<SocketDescriptor> sockets() throws IOException {
        List<SocketDescriptor> sockets = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : all) {
                int number = Integer.parseInt(each.getFileName().toString());
                int family = option(number, SOL_SOCKET, SO_DOMAIN);
                if (family == Libc.AF_INET || family == Libc.AF_INET6) {
                    sockets.add(new SocketDescriptor(number, family));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return sockets;
    }

    private int mark(SocketDescriptor socket) {
        return socket.family() == Libc.AF_INET
                ? option(socket.number(), IPPROTO_IP, IP_MULTICAST_TTL)
                : option(socket.number(), IPPROTO_IPV6, IPV6_MULTICAST_HOPS);
    }

    /** Negative if there is no such socket, or it has no such option. */
    private int option(int number, int level, int option) {
        length.set(JAVA_INT, 0, (int) JAVA_INT.byteSize());
        int error = Libc.getsockopt(errno, number, level, option, value, length);
        return error == 0 ? value.get(JAVA_INT, 0) : error;
    }

    @Override
    public void close() {
        arena.close();
    }
}
