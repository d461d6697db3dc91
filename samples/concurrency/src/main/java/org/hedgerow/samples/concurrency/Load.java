package org.hedgerow.samples.concurrency;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/**
 * What clients do to a server: so many at once, each with so many connections one after the other.
 *
 * @param children how many clients at once
 * @param connections how many connections each of them makes
 * @param bytes how many octets each connection asks for
 * @param meant what becomes of a connection if all is well
 */
record Load(int children, int connections, long bytes, Outcome meant) {
    private static final int DIGITS = 3;

    long total() {
        return (long) children * connections;
    }

    /** Runs it, each client in a thread of its own; those connections are not made that would begin after the limit. */
    LoadReport run(InetSocketAddress server, Duration limit) throws InterruptedException {
        List<Child> crowd = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < children; i++) {
            Child child = new Child(new Exchange(server, bytes), start, limit);
            child.setDaemon(true);
            child.start();
            crowd.add(child);
        }
        long begin = System.nanoTime();
        start.countDown();
        LoadReport report = new LoadReport(this);
        for (Child child : crowd) {
            child.join();
            report.add(child.outcomes, child.latencies, child.octets);
        }
        return report.took(Duration.ofNanos(System.nanoTime() - begin));
    }

    /** One client. What it has counted is read when it is over. */
    private final class Child extends Thread {
        final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        final Histogram latencies = new Histogram(DIGITS);
        long octets;

        private final Exchange exchange;
        private final CountDownLatch start;
        private final Duration limit;

        Child(Exchange exchange, CountDownLatch start, Duration limit) {
            super("client");
            this.exchange = exchange;
            this.start = start;
            this.limit = limit;
        }

        @Override
        public void run() {
            try {
                start.await();
            } catch (InterruptedException e) {
                return;
            }
            long begin = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                long before = System.nanoTime();
                Outcome outcome = before - begin < limit.toNanos() ? exchange.run() : Outcome.NOT_MADE;
                outcomes.merge(outcome, 1L, Long::sum);
                octets += outcome == Outcome.NOT_MADE ? 0 : exchange.received();
                if (outcome == meant) {
                    latencies.recordValue(System.nanoTime() - before);
                }
            }
        }
    }
}
