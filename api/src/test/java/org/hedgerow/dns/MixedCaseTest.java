package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;

class MixedCaseTest {
    private static final String LONG = "a23456789b23456789c23456789d23456789e23456789f23456789g2345";

    @Test
    void eachLetterIsAsItsCoinHasIt() {
        byte[] name = wire("aB-c.z9[@`{");
        MixedCase.mix(name, 0, name.length, 1L << 1 | 1L << 5 | 1L << 6 | 1L << 8);
        assertThat(new String(name, StandardCharsets.ISO_8859_1)).isEqualTo("\4aB-C\6z9[@`{\0");
        MixedCase.mix(name, 0, name.length, 0);
        assertThat(new String(name, StandardCharsets.ISO_8859_1)).isEqualTo("\4AB-C\6Z9[@`{\0");
        MixedCase.mix(name, 0, name.length, -1);
        assertThat(new String(name, StandardCharsets.ISO_8859_1)).isEqualTo("\4ab-c\6z9[@`{\0");
    }

    @Test
    void onlyTheSameCoinsFit() {
        byte[] name = wire("www.Princeton.edu");
        long coins = 0x2B5A6L;
        MixedCase.mix(name, 0, name.length, coins);
        assertThat(MixedCase.isMixed(name, 0, name.length, coins)).isTrue();
        for (int i = 0; i < name.length; i++) {
            boolean letter = Character.isLetter(name[i]);
            assertThat(MixedCase.isMixed(name, 0, name.length, coins ^ 1L << i))
                    .as("coin " + i)
                    .isEqualTo(!letter);
        }
    }

    @Test
    void coinsCountAgainInALongName() {
        byte[] name = wire(LONG + "." + LONG);
        long coins = 1L << 1 | 1L << 7;
        MixedCase.mix(name, 0, name.length, coins);
        String mixed = new String(name, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < name.length; i++) {
            char letter = mixed.charAt(i);
            if (Character.isLetter(letter)) {
                assertThat(Character.isLowerCase(letter)).as("octet " + i).isEqualTo((coins >>> (i % 64) & 1) == 1);
            }
        }
        assertThat(MixedCase.isMixed(name, 0, name.length, coins)).isTrue();
        assertThat(MixedCase.isMixed(name, 0, name.length, 0)).isFalse();
    }

    @Test
    void thereIsACoinForEachOctetUpToSixtyFour() {
        UnpredictableBits bits = new UnpredictableBits();
        for (int octets : new int[] {1, 8, 9, 33, 64, 255}) {
            Set<Integer> fallen = new HashSet<>();
            for (int draw = 0; draw < 64; draw++) {
                long coins = MixedCase.coins(bits, octets);
                for (int i = 0; i < Math.min(octets, 64); i++) {
                    fallen.add((coins >>> i & 1) == 1 ? i : ~i);
                }
            }
            assertThat(fallen).as(octets + " octets").hasSize(2 * Math.min(octets, 64));
        }
    }

    private static byte[] wire(String text) {
        DomainName name = DomainName.of(text);
        byte[] wire = new byte[name.wireOctets()];
        name.copyWireTo(wire, 0);
        return wire;
    }
}
