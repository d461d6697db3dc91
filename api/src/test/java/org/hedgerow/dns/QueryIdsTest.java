package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryIdsTest {
    private static final int MOST = 1 << 15;

    private final QueryIds<String> ids = new QueryIds<>(new UnpredictableBits());
    private long now = Long.MAX_VALUE - QueryIds.QUARANTINE_NANOS; // so that it overflows underway

    @Test
    void areSomebodysUntilTheyAreFree() {
        int id = ids.take("a", now);
        assertThat(id).isBetween(0, 0xFFFF);
        assertThat(ids.owner(id)).isEqualTo("a");
        assertThat(ids.owner(id ^ 1)).isNull();
        assertThat(ids.inUse()).isOne();
        ids.free(id);
        assertThat(ids.owner(id)).isNull();
        assertThat(ids.inUse()).isZero();
    }

    @Test
    void areNobodysWhileInQuarantineAndNotTakenAgain() {
        Set<Integer> quarantined = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            int id = ids.take("a", now);
            ids.quarantine(id, now);
            assertThat(quarantined.add(id)).isTrue();
        }
        assertThat(ids.inUse()).isZero();
        now += QueryIds.QUARANTINE_NANOS - 1;
        for (int i = 0; i < MOST - 20_000; i++) {
            int id = ids.take("b", now);
            assertThat(id >= 0 && !quarantined.contains(id)).isTrue();
        }
        assertThat(ids.take("b", now)).isNegative();
        now++;
        assertThat(ids.take("b", now)).isNotNegative();
        assertThat(ids.inUse()).isEqualTo(MOST - 20_000 + 1);
    }

    /** Once, the second end of a quarantine freed an id that was somebody else's by then. */
    @Test
    void endTheirQuarantineOnceThoughTheyWerePutThereTwice() {
        int id = ids.take("a", now);
        ids.quarantine(id, now);
        ids.quarantine(id, now);
        assertThat(ids.inUse()).isZero();
        now += QueryIds.QUARANTINE_NANOS;
        assertThat(ids.take("b", now)).isNotNegative();
        assertThat(ids.inUse()).isOne();
    }

    @Test
    void runOutAtHalfOfThem() {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            taken.add(ids.take("a" + i, now));
        }
        assertThat(new HashSet<>(taken)).hasSize(MOST).doesNotContain(-1);
        assertThat(ids.take("b", now)).isNegative();
        ids.free(taken.get(77));
        assertThat(ids.take("b", now)).isNotNegative();
        assertThat(ids.take("b", now)).isNegative();
        ids.clear();
        assertThat(ids.inUse()).isZero();
        assertThat(ids.owner(taken.get(1))).isNull();
        assertThat(ids.take("c", now)).isNotNegative();
    }

    @Test
    void areKeptAsAMapKeepsThem() {
        compareWithAMap(20_000, 40);
    }

    @Test
    void areKeptAsAMapKeepsThemNearTheirLimit() {
        for (int i = 0; i < MOST - 500; i++) {
            ids.quarantine(ids.take("old", now), now);
        }
        compareWithAMap(10_000, 800);
    }

    private void compareWithAMap(int steps, int many) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int old = MOST - 500;
        Map<Integer, String> owners = new HashMap<>();
        Map<Integer, Long> quarantines = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            String about = "seed " + seed + ", step " + i;
            now += random.nextInt((int) (QueryIds.QUARANTINE_NANOS / 4000));
            int pick = order.isEmpty() ? -1 : order.get(random.nextInt(order.size()));
            switch (random.nextInt(order.size() > many ? 3 : 5)) {
                case 0 -> {
                    if (pick >= 0) {
                        assertThat(owners.remove(pick)).as(about).isEqualTo(ids.owner(pick));
                        order.remove((Integer) pick);
                        ids.free(pick);
                    }
                }
                case 1 -> {
                    if (pick >= 0) {
                        owners.remove(pick);
                        order.remove((Integer) pick);
                        quarantines.put(pick, now + QueryIds.QUARANTINE_NANOS);
                        ids.quarantine(pick, now);
                    }
                }
                case 2 -> {
                    int any = random.nextInt(0x10000);
                    assertThat(ids.owner(any)).as(about).isEqualTo(owners.get(any));
                    if (pick >= 0) {
                        assertThat(ids.owner(pick)).as(about).isEqualTo(owners.get(pick));
                    }
                }
                default -> {
                    quarantines.values().removeIf(until -> until - now <= 0);
                    int id = ids.take("owner" + i, now);
                    if (id >= 0) {
                        assertThat(owners.put(id, "owner" + i)).as(about).isNull();
                        assertThat(quarantines).as(about).doesNotContainKey(id);
                        order.add(id);
                    } else {
                        assertThat(owners.size() + quarantines.size()).as(about).isGreaterThanOrEqualTo(MOST - old);
                    }
                }
            }
            assertThat(ids.inUse()).as(about).isEqualTo(owners.size());
        }
        List<String> all = new ArrayList<>();
        ids.forEach(all::add);
        assertThat(all).as("seed " + seed).containsExactlyInAnyOrderElementsOf(owners.values());
    }
}
