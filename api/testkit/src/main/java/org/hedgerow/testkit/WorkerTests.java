package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** How the connections fall to the workers. */
interface WorkerTests extends TransportTests {

    /** Each connection counts for one worker, also when all is over; where each has its own there is nothing to tell. */
    @Test
    default void connectionsAreCountedByWorker() throws IOException {
        int clients = 20;
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        List<Long> atFirst = listener.acceptedByWorker();
        assertThat(atFirst).allMatch(count -> count == 0);
        for (int i = 0; i < clients; i++) {
            TransportBench.expectEcho(bench().rawClient(listener), "x");
        }
        expectCounts(transport, listener, atFirst.size(), clients);
        listener.close();
        expectCounts(transport, listener, atFirst.size(), clients);
        assertThat(listener.accepted()).isEqualTo(clients);
    }

    private static void expectCounts(Transport transport, Listener listener, int workers, long connections) {
        List<Long> counts = listener.acceptedByWorker();
        assertThat(counts).hasSize(workers);
        if (transport.model() == ConcurrencyModel.THREAD_PER_CONNECTION) {
            assertThat(counts).isEmpty();
        } else {
            assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(connections);
        }
    }
}
