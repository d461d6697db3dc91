package org.hedgerow.nio.batched;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.util.Set;
import org.hedgerow.nio.batch.BatchProvider;
import org.hedgerow.nio.batch.DatagramBatch;

/**
 * Batches of 32 datagrams on Linux, x86-64 and AArch64, for a program that grants native access to this module: by {@code
 * --enable-native-access=org.hedgerow.nio.batched}, by {@code --enable-native-access=ALL-UNNAMED} where it is on the class
 * path, or by its jar's manifest. Each socket takes 2.3 MB of memory.
 */
public final class MessageBatchProvider implements BatchProvider {
    // Those whose structures are laid out as MessageHeaders has it.
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    /** For {@link java.util.ServiceLoader}. */
    public MessageBatchProvider() {}

    @Override
    public String name() {
        return "recvmmsg and sendmmsg";
    }

    /**
     * Finds the channel's descriptor in {@code /proc/self/fd}, for which it changes the time to live of the channel's multicast
     * datagrams for a moment.
     */
    @Override
    public DatagramBatch open(DatagramChannel channel) throws IOException {
        expect(System.getProperty("os.name"), Set.of("Linux"));
        expect(System.getProperty("os.arch"), ARCHITECTURES);
        if (!MessageBatchProvider.class.getModule().isNativeAccessEnabled()) {
            // The JDK would let it happen, but warn of it on standard error.
            throw new IOException("native access is not granted, see the option --enable-native-access");
        }
        SocketDescriptor socket = DescriptorSearch.find(channel);
        Libc.expectBatches(socket.number());
        return new MessageBatch(socket);
    }

    private static void expect(String found, Set<String> expected) throws IOException {
        if (!expected.contains(found)) {
            throw new IOException("expected a system of " + expected + ", found " + found);
        }
    }
}
