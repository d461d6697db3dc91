package org.hedgerow.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.hedgerow.nio.batch.DatagramBatch;
import org.junit.jupiter.api.Test;

/** That the transport finds the batches that all other tests here are about. */
class BatchesInUseTest {

    @Test
    void batchesAreFoundAndOpen() throws Exception {
        try (DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            channel.configureBlocking(false);
            DatagramBatch batch = new Batches().open(channel);
            assertThat(batch).isNotNull();
            assertThat(batch.capacity()).isEqualTo(32);
            batch.close();
        }
    }
}
