package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuarantineTest {
    /** Once, no test saw what became of a ring that had come round when it grew. */
    @Test
    void growsWhereverItsFirstStands() {
        for (int gone = 0; gone <= 16; gone++) {
            Quarantine quarantine = new Quarantine();
            for (int id = 0; id < 16; id++) {
                quarantine.add(id, id);
            }
            for (int id = 0; id < gone; id++) {
                assertThat(quarantine.poll(id)).isEqualTo(id);
            }
            for (int id = 16; id < 60; id++) {
                quarantine.add(id, id);
            }
            assertThat(quarantine.size()).isEqualTo(60 - gone);
            for (int id = gone; id < 60; id++) {
                assertThat(quarantine.poll(id - 1)).as("%d gone", gone).isNegative();
                assertThat(quarantine.poll(id)).as("%d gone", gone).isEqualTo(id);
            }
            assertThat(quarantine.size()).isZero();
        }
    }
}
