package org.hedgerow.transport.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AcceptBackoffTest {
    private final AcceptBackoff backoff = new AcceptBackoff(new InetSocketAddress("127.0.0.1", 1), () -> 0);

    @Test
    void theWaitDoublesUpToASecond() {
        assertThat(failures(9)).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1000L, 1000L);
    }

    @Test
    void aSuccessMakesItShortAgain() {
        failures(5);
        backoff.succeeded();
        assertThat(failures(2)).containsExactly(10L, 20L);
    }

    private List<Long> failures(int count) {
        return LongStream.range(0, count)
                .map(i -> backoff.failed(new IOException("Too many open files")))
                .boxed()
                .toList();
    }
}
