package org.hedgerow.wire.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptBytesTest {
    private final KeptBytes kept = new KeptBytes();

    @Test
    void areWhatWasAddedAndNotUsedUp() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        int used = 0;
        for (int i = 0; i < 20_000; i++) {
            if (random.nextBoolean()) {
                byte[] chunk = new byte[random.nextInt(200)];
                random.nextBytes(chunk);
                int from = random.nextInt(chunk.length + 1);
                kept.add(chunk, from, chunk.length);
                added.write(chunk, from, chunk.length - from);
                Arrays.fill(chunk, (byte) 0);
            } else {
                int octets = random.nextInt(1 + Math.min(kept.size(), 300));
                kept.skip(octets);
                used += octets;
            }
            byte[] all = added.toByteArray();
            assertThat(Arrays.copyOfRange(kept.bytes(), kept.from(), kept.to()))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(Arrays.copyOfRange(all, used, all.length));
            if (all.length > 5000) {
                added.reset();
                added.writeBytes(Arrays.copyOfRange(all, used, all.length));
                used = 0;
            }
        }
    }

    @Test
    void holdNoArrayWhileThereAreNone() {
        byte[] nothing = kept.bytes();
        assertThat(nothing).isEmpty();
        kept.add(new byte[] {1, 2, 3}, 1, 3);
        kept.skip(2);
        assertThat(kept.bytes()).isSameAs(nothing);
        kept.add(new byte[] {1}, 0, 1);
        kept.clear();
        assertThat(kept.bytes()).isSameAs(nothing);
        assertThat(kept.size()).isZero();
    }

    /** A stream that is never used up by the octet must not be copied whole each time. */
    @Test
    void areCopiedSeldomWhileTheyGrow() {
        int copies = 0;
        byte[] array = kept.bytes();
        for (int i = 0; i < 65_536; i++) {
            kept.add(new byte[1], 0, 1);
            copies += kept.bytes() == array ? 0 : 1;
            array = kept.bytes();
        }
        assertThat(copies).isLessThan(20);
    }
}
