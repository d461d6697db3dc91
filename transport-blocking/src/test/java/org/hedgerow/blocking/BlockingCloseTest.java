package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Moments between the thread that closes or drains and those that accept and read; looked for often. */
class BlockingCloseTest {
    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTheJvmsTime();

    /** Side by side, since a round is mostly waiting: a reader that seems to have nothing is given a while. */
    @Test
    void drainHandsOverWhatHasArrivedThenEnds() throws Exception {
        List<Future<Boolean>> workers = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            workers.add(bench.start(() -> {
                for (int round = 0; round < 25; round++) {
                    drainAfterTheLastWords();
                }
                return true;
            }));
        }
        for (Future<Boolean> worker : workers) {
            BlockingBench.get(worker);
        }
    }

    private void drainAfterTheLastWords() throws Exception {
        Recorder recorder = new Recorder();
        Listener listener = bench.listen(() -> recorder);
        try (RawClient client = BlockingBench.client(listener)) {
            Connection connection = recorder.awaitOpened();
            client.send("last words");
            listener.drain();
            recorder.awaitEnded();
            assertThat(recorder.text()).isEqualTo("last words");
            // What comes now is discarded, and must not turn the close into a reset.
            client.send("too late");
            connection.lane().execute(() -> {
                Recorder.write(connection, "bye");
                connection.close();
            });
            client.send("far too late");
            assertThat(client.readToEnd()).isEqualTo("bye");
        }
        assertThat(recorder.awaitClosed()).isNull();
        assertThat(listener.awaitEmpty(BlockingBench.LIMIT)).isTrue();
        assertThat(recorder.text()).isEqualTo("last words");
    }

    /** Its listener and the transport both have to know of it before it can be cut, or it is counted for ever. */
    @Test
    void connectionThatIsAcceptedWhileItsListenerClosesIsForgotten() throws Exception {
        for (int i = 0; i < 2000; i++) {
            Listener listener = bench.listenAndEcho();
            try (RawClient client = BlockingBench.client(listener)) {
                client.send("x");
                listener.close();
                assertThat(listener.awaitEmpty(BlockingBench.LIMIT)).isTrue();
            } catch (IOException cut) {
                assertThat(listener.awaitEmpty(BlockingBench.LIMIT)).isTrue();
            }
        }
        await().atMost(BlockingBench.LIMIT)
                .untilAsserted(() -> assertThat(bench.transport().usage()).isEqualTo(Usage.NONE));
    }
}
