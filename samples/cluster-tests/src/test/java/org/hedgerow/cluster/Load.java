package org.hedgerow.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Clients that ask a root server all the time, each over a connection of its own, at a pace that leaves this machine time
 * for what happens meanwhile.
 */
final class Load implements AutoCloseable {
    private static final long PACE_MILLIS = 10;

    private final ScheduledExecutorService pace;
    private final List<LoadClient> clients;
    private final AtomicLong answered = new AtomicLong();

    private Load(List<LoadClient> clients) {
        this.clients = clients;
        pace = Executors.newScheduledThreadPool(clients.size());
    }

    /**
     * Starts asking.
     *
     * @param server where the server is, asked for before each connection
     * @param retrying whether queries whose connection ends are asked again, instead of being a problem
     */
    static Load of(Supplier<InetSocketAddress> server, Names names, int clients, boolean retrying) {
        Load load = new Load(Stream.generate(() -> new LoadClient(server, names, retrying))
                .limit(clients)
                .toList());
        for (LoadClient each : load.clients) {
            load.pace.scheduleWithFixedDelay(
                    () -> {
                        long before = each.answered();
                        each.run();
                        load.answered.addAndGet(each.answered() - before);
                    },
                    0,
                    PACE_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
        return load;
    }

    /** Waits until so many more queries have been answered. */
    void awaitAnswers(int more) {
        long enough = answered.get() + more;
        await(more + " more answers").atMost(Node.LIMIT).until(() -> answered.get() >= enough);
    }

    /** Asks no more, waits for the replies to what was asked, and tells what came of it all. */
    Outcomes end() throws IOException {
        close();
        await("replies to all queries")
                .atMost(Node.LIMIT)
                .until(() -> clients.stream().allMatch(LoadClient::isDone));
        Outcomes all = new Outcomes(0, 0, 0, 0, List.of());
        for (LoadClient each : clients) {
            all = all.plus(each.end());
        }
        return all;
    }

    @Override
    public void close() {
        pace.shutdown();
        await("the clients to pause").atMost(Node.LIMIT).until(pace::isTerminated);
    }
}
