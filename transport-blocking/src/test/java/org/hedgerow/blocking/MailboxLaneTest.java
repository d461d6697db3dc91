package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may go wrong where a lane has no thread, and whoever hands a task in works the mailbox off. */
class MailboxLaneTest {
    @RegisterExtension
    final BlockingBench bench = BlockingBench.onTheJvmsTime();

    private final Transport transport = bench.transport();

    /** The threads put tasks into both lanes alternately, so that each thread works for the others in either. */
    @Test
    void lanesKeepTheOrderOfEachThreadAndLoseNothing() throws Exception {
        int threads = 8;
        int tasks = 20_000;
        List<Lane> lanes = List.of(transport.lane(), transport.lane());
        int[] seen = new int[threads * lanes.size()];
        CountDownLatch done = new CountDownLatch(threads * tasks * lanes.size());
        AtomicInteger wrong = new AtomicInteger();
        for (int thread = 0; thread < threads; thread++) {
            int place = thread * lanes.size();
            Future<?> unused = bench.start(() -> {
                for (int i = 0; i < tasks; i++) {
                    int number = i;
                    for (int l = 0; l < lanes.size(); l++) {
                        int slot = place + l;
                        Lane lane = lanes.get(l);
                        lane.execute(() -> {
                            if (!lane.inside() || seen[slot]++ != number) {
                                wrong.incrementAndGet();
                            }
                            done.countDown();
                        });
                    }
                }
                return true;
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
    }

    /** The last task of a burst must not wait for the next one: nobody would run it. */
    @Test
    void noWakeUpIsLost() throws Exception {
        Lane lane = transport.lane();
        CyclicBarrier barrier = new CyclicBarrier(3);
        int rounds = 10_000;
        List<Future<Boolean>> posters = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
            posters.add(bench.start(() -> {
                for (int i = 0; i < rounds; i++) {
                    CountDownLatch ran = new CountDownLatch(1);
                    barrier.await(60, TimeUnit.SECONDS);
                    lane.execute(ran::countDown);
                    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
                }
                return true;
            }));
        }
        for (int i = 0; i < rounds; i++) {
            barrier.await(60, TimeUnit.SECONDS);
        }
        for (Future<Boolean> poster : posters) {
            BlockingBench.get(poster);
        }
    }

    @Test
    void tasksThatHandEachOtherOnDoNotGrowTheStack() throws Exception {
        Connector oneConnector = transport.connector();
        Lane one = oneConnector.lane();
        Connector otherConnector = transport.connector();
        Lane other = otherConnector.lane();
        CountDownLatch hops = new CountDownLatch(100_000);
        one.execute(new Runnable() {
            @Override
            public void run() {
                hops.countDown();
                if (hops.getCount() > 0) {
                    (one.inside() ? other : one).execute(this);
                }
            }
        });
        assertThat(hops.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
