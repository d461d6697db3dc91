package org.hedgerow.samples.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.remote.RemoteResolver;

/** How long after a change all table servers of a fleet answer so. */
final class FleetDelay {
    private static final DomainName NAME = DomainName.of("hedgerow-bench.example");
    private static final DomainName OTHERS = DomainName.of("hedgerow-bench-load.example");
    private static final Duration ANSWER = Duration.ofMillis(500); // a table server says nothing of what it has not
    private static final Duration PUT = Duration.ofSeconds(2);
    private static final int MAX_UNDER_WAY = 100; // of other changes: more than the cluster takes is not its load
    private static final int OTHER_NAMES = 100;

    private final Client client;
    private final EtcdOptions options;
    private final List<RemoteResolver> servers;
    private final Duration limit;
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

    FleetDelay(Client client, EtcdOptions options, List<RemoteResolver> servers, Duration limit) {
        this.client = client;
        this.options = options;
        this.servers = List.copyOf(servers);
        this.limit = limit;
    }

    int size() {
        return servers.size();
    }

    /**
     * Makes changes one after the other. Blocks.
     *
     * @param others how many changes a second of other names there are meanwhile
     * @return the delays in nanoseconds, from the moment that the change is sent to the cluster; sorted
     * @throws IOException if the cluster does not take a change, or a server does not serve it in time
     */
    List<Long> measure(int changes, int others) throws IOException, InterruptedException {
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor(LightThreads.platform("load"));
        try {
            if (others > 0) {
                AtomicLong count = new AtomicLong();
                long pause = TimeUnit.SECONDS.toNanos(1) / others;
                Future<?> unused = load.scheduleAtFixedRate(
                        () -> putOther(count.incrementAndGet()), 0, pause, TimeUnit.NANOSECONDS);
            }
            change(0); // the first answers take connections and the JIT's time
            List<Long> delays = new ArrayList<>();
            for (int i = 1; i <= changes; i++) {
                delays.add(change(i));
            }
            load.shutdownNow();
            load.awaitTermination(1, TimeUnit.SECONDS);
            remove(NAME);
            for (int i = 0; others > 0 && i < OTHER_NAMES; i++) {
                remove(other(i));
            }
            delays.sort(null);
            return delays;
        } finally {
            load.shutdownNow();
        }
    }

    private void remove(DomainName name) throws IOException {
        EtcdFailure.await(
                client.getKVClient().delete(key(name)), options.access().timeout());
    }

    private long change(int number) throws IOException {
        String address = "10.1." + number / 256 % 256 + '.' + number % 256;
        long begin = System.nanoTime();
        put(address, begin);
        List<RemoteResolver> waiting = new ArrayList<>(servers);
        while (!waiting.isEmpty()) {
            for (RemoteResolver each : List.copyOf(waiting)) {
                if (answers(each, address)) {
                    waiting.remove(each);
                }
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new IOException(
                        waiting.size() + " table servers do not serve a change within " + EtcdFailure.seconds(limit));
            }
        }
        return System.nanoTime() - begin;
    }

    /** Again where there is no answer, for what is proposed to a leader that has just died is lost. */
    private void put(String address, long begin) throws IOException {
        while (true) {
            try {
                EtcdFailure.await(client.getKVClient().put(key(NAME), value(address)), PUT);
                return;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted() || System.nanoTime() - begin > limit.toNanos()) {
                    throw e;
                }
            }
        }
    }

    private static boolean answers(RemoteResolver server, String address) throws IOException {
        Answer answer =
                EtcdFailure.await(server.lookup(Question.of(NAME, RecordType.A), ANSWER), ANSWER.multipliedBy(2));
        return answer instanceof Found found && found.first().data().toString().equals(address);
    }

    private void putOther(long count) {
        if (underWay.tryAcquire()) {
            String address = "10.2." + count / 256 % 256 + '.' + count % 256;
            Future<?> unused = client.getKVClient()
                    .put(key(other(count % OTHER_NAMES)), value(address))
                    .whenComplete((done, failure) -> underWay.release());
        }
    }

    private static DomainName other(long number) {
        return DomainName.of("x" + number + '.' + OTHERS);
    }

    private ByteSequence key(DomainName name) {
        return EtcdAccess.bytes(options.keys().keyOf(name));
    }

    private static ByteSequence value(String address) {
        return EtcdAccess.bytes("{\"host\":\"" + address + "\"}");
    }
}
