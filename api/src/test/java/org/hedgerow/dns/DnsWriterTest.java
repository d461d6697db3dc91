package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hedgerow.record.DomainName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;

class DnsWriterTest {
    private final DnsWriter writer = new DnsWriter();
    private final DnsReader reader = new DnsReader();

    @Test
    void namesReadTheSameFromWhereverTheyAre() throws Exception {
        long seed = new Random().nextLong();
        RandomRecords generated = new RandomRecords(seed);
        Random random = generated.random();
        for (int i = 0; i < 500; i++) {
            List<DomainName> names = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            beginMessage();
            while (writer.length() < 0x4800) {
                if (random.nextInt(8) == 0) {
                    writer.bytes(generated.octets(i % 5 == 0 ? 4000 : 30).toBytes());
                }
                DomainName name = generated.name();
                name = random.nextInt(3) == 0 ? generated.respelled(name) : name;
                names.add(name);
                places.add(writer.length());
                if (random.nextInt(10) == 0) {
                    writer.plainName(name);
                } else {
                    writer.name(name);
                }
                if (random.nextInt(50) == 0) {
                    int kept = random.nextInt(names.size());
                    writer.cut(places.get(kept));
                    names.subList(kept, names.size()).clear();
                    places.subList(kept, places.size()).clear();
                }
                if (i % 10 > 0 && random.nextInt(100) == 0) {
                    break;
                }
            }
            assertAreRead(names, places, "seed " + seed + ", message " + i);
        }
    }

    private void assertAreRead(List<DomainName> names, List<Integer> places, String about)
            throws BadMessageException, IOException {
        byte[] message = Arrays.copyOfRange(writer.bytes(), DnsWriter.PREFIX, DnsWriter.PREFIX + writer.length());
        DNSInput input = new DNSInput(message);
        for (int i = 0; i < names.size(); i++) {
            int at = DnsWriter.PREFIX + places.get(i);
            reader.over(writer.bytes(), DnsWriter.PREFIX, at, DnsWriter.PREFIX + writer.length());
            assertThat(reader.name().isSpelledAs(names.get(i))).as(about).isTrue();
            input.jump(places.get(i));
            assertThat(new Name(input).toWire()).as(about).isEqualTo(DnsJava.wire(names.get(i)));
            assertThat(reader.position() - DnsWriter.PREFIX).as(about).isEqualTo(input.current());
        }
    }

    @Test
    void aNameThatWasWrittenTakesTwoOctets() {
        beginMessage();
        assertThat(octetsOf("www.example.com")).isEqualTo(17);
        assertThat(octetsOf("www.example.com")).isEqualTo(2);
        assertThat(octetsOf("ftp.example.com")).isEqualTo(6);
        assertThat(octetsOf("example.com")).isEqualTo(2);
        assertThat(octetsOf("com")).isEqualTo(2);
        assertThat(octetsOf(".")).isEqualTo(1);
    }

    @Test
    void namesOfAnotherSpellingAreNotPointedTo() {
        beginMessage();
        octetsOf("www.example.com");
        assertThat(octetsOf("www.EXAMPLE.com")).isEqualTo(14);
        assertThat(octetsOf("ftp.EXAMPLE.com")).isEqualTo(6);
    }

    @Test
    void namesOfWhichThereIsNothingLeftAreNotPointedTo() {
        beginMessage();
        octetsOf("example.com");
        int length = writer.length();
        octetsOf("www.example.com");
        writer.cut(length);
        assertThat(octetsOf("www.example.com")).isEqualTo(6);
    }

    /** A pointer has 14 bits. */
    @Test
    void namesAreNotPointedToBeyondTheReachOfPointers() {
        beginMessage();
        writer.reserve(0x3FFF - writer.length());
        octetsOf("example.com");
        assertThat(octetsOf("www.example.com")).isEqualTo(6);
        assertThat(octetsOf("org")).isEqualTo(5);
        assertThat(octetsOf("org")).isEqualTo(5);
        assertThat(octetsOf("com")).isEqualTo(5);
    }

    private int octetsOf(String name) {
        int length = writer.length();
        writer.name(DomainName.of(name));
        return writer.length() - length;
    }

    private void beginMessage() {
        writer.begin();
        writer.bytes(new byte[DnsHeader.OCTETS]);
    }
}
