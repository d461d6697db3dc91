package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlockingOutputTest {
    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTheJvmsTime();

    /** The contract leaves a transport more room than this one needs: it reads little at a time. */
    @Test
    void whatIsEchoedToASlowReaderPassesTheHighWaterMarkByLittle() throws Exception {
        int chunks = 70 * 16;
        byte[] chunk = new byte[64 * 1024];
        int highWater = ListenOptions.defaults().highWater();
        AtomicLong mostPending = new AtomicLong();
        Listener listener = bench.listen(() -> (Connection connection, ByteBuffer bytes) -> {
            connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            mostPending.accumulateAndGet(connection.pendingOutput(), Math::max);
        });
        try (RawClient client = BlockingBench.client(listener)) {
            Future<Boolean> sending = bench.start(() -> {
                for (int i = 0; i < chunks; i++) {
                    client.send(chunk);
                }
                client.shutdownOutput();
                return true;
            });
            await().atMost(BlockingBench.LIMIT).until(() -> mostPending.get() > highWater);
            client.input().skipNBytes((long) chunks * chunk.length);
            assertThat(client.readToEnd()).isEmpty();
            BlockingBench.get(sending);
        }
        assertThat(mostPending.get()).isLessThan(highWater + 64 * 1024);
    }
}
