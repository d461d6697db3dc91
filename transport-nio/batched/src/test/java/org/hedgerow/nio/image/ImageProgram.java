package org.hedgerow.nio.image;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ServiceLoader;
import org.hedgerow.nio.batch.BatchProvider;
import org.hedgerow.nio.batch.DatagramBatch;

/** What {@link ImageIT} runs on its image, in a package that the image has not: opens the batches that it has. */
final class ImageProgram {
    private ImageProgram() {}

    public static void main(String[] arguments) throws Exception {
        BatchProvider provider =
                ServiceLoader.load(BatchProvider.class).findFirst().orElseThrow();
        try (DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            channel.configureBlocking(false);
            try (DatagramBatch batch = provider.open(channel)) {
                System.out.println(
                        provider.getClass().getModule() + ": " + batch.capacity() + " by " + provider.name());
            }
        }
    }
}
