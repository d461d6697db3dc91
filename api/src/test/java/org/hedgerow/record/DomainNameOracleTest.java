package org.hedgerow.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

/** Names and their texts mean the same to us and to dnsjava. */
class DomainNameOracleTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void textsOfNamesOfAnyOctetsReadTheSame() throws Exception {
        for (int i = 0; i < 4000; i++) {
            byte[] wire = wire();
            DomainName name = DomainName.tryReadWire(wire, 0, wire.length);
            String about = "seed " + seed + ", name " + i + ": " + name;

            assertThat(wire(name)).as(about).isEqualTo(wire);
            // dnsjava takes characters for octets, and a lone @ for what is relative.
            String text = name.isRoot() ? "." : name + ".";
            String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(Name.fromString(octets).toWire()).as(about).isEqualTo(wire);

            DomainName read = DomainName.of(new Name(wire).toString());
            assertThat(wire(read)).as(about).isEqualTo(wire);
            assertThat(read).as(about).isEqualTo(name).hasSameHashCodeAs(name);
            assertThat(DomainName.of(name.toString()))
                    .as(about)
                    .isEqualTo(name)
                    .hasSameHashCodeAs(name)
                    .matches(same -> same.isSpelledAs(name), "is spelled the same");
        }
    }

    private byte[] wire() {
        byte[] wire = new byte[DomainName.MAX_WIRE_OCTETS];
        int at = 0;
        int labels = random.nextInt(10) == 0 ? 127 : random.nextInt(6);
        int longest = random.nextInt(4) == 0 ? 63 : 1 + random.nextInt(6);
        for (int i = 0; i < labels; i++) {
            byte[] label = new byte[1 + random.nextInt(longest)];
            label(label);
            if (at + 1 + label.length + 1 > wire.length) {
                break;
            }
            wire[at] = (byte) label.length;
            System.arraycopy(label, 0, wire, at + 1, label.length);
            at += 1 + label.length;
        }
        return java.util.Arrays.copyOf(wire, at + 1);
    }

    private void label(byte[] label) {
        switch (random.nextInt(3)) {
            case 0 -> random.nextBytes(label);
            case 1 -> {
                for (int i = 0; i < label.length; i++) {
                    label[i] = (byte) ".\\ 0129\"()@$;*_aZ\u007f\n\0".charAt(random.nextInt(20));
                }
            }
            default -> {
                byte[] text = "äöü日本語a.\u00a0\u200b".repeat(12).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(text, 0, label, 0, label.length);
            }
        }
    }

    private static byte[] wire(DomainName name) {
        byte[] wire = new byte[name.wireOctets()];
        name.copyWireTo(wire, 0);
        return wire;
    }
}
