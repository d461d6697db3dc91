package org.hedgerow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.Test;

class InFlightMemoryTest {
    private static final long MEGABYTE = 1024 * 1024;

    @Test
    void aLaneTakesSomeInAdvanceAndKeepsLittle() {
        InFlightMemory memory = InFlightMemory.ofBytes(MEGABYTE);
        HeldMemory held = memory.open(new ManualLane());
        for (int i = 0; i < 100; i++) {
            held.hold(1000);
            assertThat(held.hasRoom()).isTrue();
            assertThat(memory.held()).isBetween(1000L * (i + 1), 1125L * (i + 1) + 2048);
        }
        for (int i = 99; i >= 0; i--) {
            held.release(1000);
            assertThat(memory.held()).isBetween(1000L * i, 1250L * i + 2048);
        }
        held.close();
        assertThat(memory.held()).isZero();
    }

    @Test
    void theSocketsOfALaneShareWhatItHas() {
        InFlightMemory memory = InFlightMemory.ofBytes(100);
        ManualLane lane = new ManualLane();
        HeldMemory one = memory.open(lane);
        HeldMemory other = memory.open(lane);
        one.hold(80);
        assertThat(other.hasRoom()).isTrue();
        other.hold(30);
        assertThat(one.hasRoom()).isFalse();
        one.release(80);
        one.close();
        assertThat(memory.held()).isBetween(30L, 100L);
        assertThat(other.hasRoom()).isTrue();
        other.close();
        assertThat(memory.held()).isZero();
    }

    /** As many lanes as processors have a little each in hand, together; where they are thousands, none has. */
    @Test
    void whatALaneHasInHandDependsOnHowManyLanesThereAre() {
        InFlightMemory memory = InFlightMemory.ofBytes(MEGABYTE);
        List<HeldMemory> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(memory.open(new ManualLane()));
        }
        assertThat(takenFor(memory, many.get(0))).isEqualTo(1000 + 1000 / 8);
        HeldMemory alone = many.remove(1);
        many.forEach(HeldMemory::close);
        assertThat(takenFor(memory, alone)).isEqualTo(1000 + 1000 / 8 + MEGABYTE / 16 / 64);
        many.clear();
        for (int i = 0; i < 64; i++) {
            many.add(memory.open(new ManualLane()));
        }
        assertThat(takenFor(memory, many.get(63))).isEqualTo(1000 + 1000 / 8);
        alone.close();
        many.forEach(HeldMemory::close);
        assertThat(memory.held()).isZero();
    }

    private static long takenFor(InFlightMemory memory, HeldMemory held) {
        long before = memory.held();
        held.hold(1000);
        return memory.held() - before;
    }

    @Test
    void aLaneThatLetsGoKeepsSomeInHand() {
        InFlightMemory memory = InFlightMemory.ofBytes(MEGABYTE);
        HeldMemory held = memory.open(new ManualLane());
        held.hold(100_000);
        held.release(99_000);
        assertThat(memory.held()).isEqualTo(1000 + 1000 / 8 + MEGABYTE / 16 / 64);
        held.close();
    }

    @Test
    void whatALaneIsRefusedIsThereForOthers() {
        InFlightMemory memory = InFlightMemory.ofBytes(100_000);
        HeldMemory most = memory.open(new ManualLane());
        HeldMemory refused = memory.open(new ManualLane());
        HeldMemory small = memory.open(new ManualLane());
        most.hold(80_000);
        refused.hold(20_000);
        assertThat(refused.hasRoom()).isFalse();
        small.hold(5_000);
        assertThat(small.hasRoom()).isTrue();
    }

    @Test
    void whileALaneHasSomeInHandItsSocketsReadOn() {
        InFlightMemory memory = InFlightMemory.ofBytes(100_000);
        HeldMemory most = memory.open(new ManualLane());
        HeldMemory other = memory.open(new ManualLane());
        most.hold(80_000);
        other.hold(9_000);
        assertThat(memory.held()).isEqualTo(memory.limit());
        assertThat(most.mostInput()).isEqualTo(Integer.MAX_VALUE);
        other.hold(1_000);
        assertThat(other.mostInput()).isEqualTo(InFlightMemory.SMALL_INPUT);
    }

    @Test
    void aProcessHasAQuarterOfItsHeap() {
        assertThat(InFlightMemory.ofProcess().limit())
                .isEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(ServingOptions.defaults().memory()).isSameAs(InFlightMemory.ofProcess());
    }

    @Test
    void noMemoryMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> InFlightMemory.ofBytes(0));
    }

    /** Each thread is a lane; what a lane is refused it does not hold, so together they never hold more than there is. */
    @Test
    void lanesOnDifferentThreadsNeverHoldMoreThanThereIsAndGiveAllBack() throws Exception {
        InFlightMemory memory = InFlightMemory.ofBytes(100_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Long>> works = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            works.add(threads.submit(work(memory, seed)));
        }
        long refused = 0;
        for (Future<Long> work : works) {
            refused += work.get();
        }
        threads.shutdown();
        assertThat(refused).isPositive();
        assertThat(memory.held()).isZero();
    }

    private static Callable<Long> work(InFlightMemory memory, int seed) {
        return () -> {
            SplittableRandom random = new SplittableRandom(seed);
            HeldMemory held = memory.open(new ManualLane());
            List<Integer> sizes = new ArrayList<>();
            long refused = 0;
            for (int i = 0; i < 20_000; i++) {
                if (sizes.isEmpty() || random.nextInt(100) < 55) {
                    int size = random.nextInt(1, 3000);
                    held.hold(size);
                    if (held.hasRoom()) {
                        sizes.add(size);
                    } else {
                        held.release(size);
                        refused++;
                    }
                } else {
                    held.release(sizes.remove(random.nextInt(sizes.size())));
                }
                assertThat(memory.held()).isBetween(0L, 100_000L);
            }
            held.close();
            return refused;
        };
    }
}
