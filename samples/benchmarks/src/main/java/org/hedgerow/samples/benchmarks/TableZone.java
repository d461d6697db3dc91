package org.hedgerow.samples.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.record.DomainName;

/**
 * The zone of the suite {@code table} as a file: a table file, and a zone file (RFC 1035, section 5) as well.
 *
 * @param file where it is
 * @param records how many records it has besides the SOA and NS records
 * @param mixed whether they are of several types
 */
record TableZone(Path file, int records, boolean mixed) {
    /** Where the zone begins. */
    static final String APEX = "example.com";

    private static final int PERIOD = 20; // of the types of a mixed zone

    /** Writes the file. */
    void write() throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            writer.write(APEX + ". 300 IN SOA ns." + APEX + ". admin." + APEX + ". 1 7200 3600 1209600 300\n");
            writer.write(APEX + ". 300 IN NS ns." + APEX + ".\n");
            for (int i = 0; i < records; i++) {
                writer.write(mixed ? mixed(i) : address(i));
                writer.write('\n');
            }
        }
    }

    private static String address(int i) {
        return name("host", i) + ". 300 IN A 10." + (i >> 16) + '.' + (i >> 8 & 0xFF) + '.' + (i & 0xFF);
    }

    /** Of 20 records 12 are of names with nothing else, 5 of a name with several, 2 aliases, and one is text. */
    private static String mixed(int i) {
        int several = i - i % PERIOD + 1;
        return switch (i % PERIOD) {
            case 2 -> name("host", several) + ". 300 IN A 192.0.2.1";
            case 3, 4 -> name("host", several) + ". 300 IN AAAA 2001:db8::" + Integer.toHexString(i & 0xFFFF);
            case 5 -> name("host", several) + ". 300 IN MX 10 " + name("host", 0) + '.';
            case 6, 7 -> name("www", i) + ". 300 IN CNAME " + name("host", several) + '.';
            case 8 -> name("text", i) + ". 300 IN TXT \"v=spf1 include:" + name("host", 0) + " -all\"";
            default -> address(i);
        };
    }

    private static String name(String label, int i) {
        return label + i + '.' + APEX;
    }

    /** A name that has an A record: that of the record of this number, or of one close to it. */
    DomainName present(int i) {
        return DomainName.of(name("host", mixed && i % PERIOD > 1 && i % PERIOD <= 8 ? i - i % PERIOD : i));
    }

    /** A name that has no records. */
    static DomainName missing(int i) {
        return DomainName.of(name("none", i));
    }

    @Override
    public String toString() {
        return String.format("%,d records", records).replace(',', ' ') + (mixed ? ", mixed" : "");
    }
}
