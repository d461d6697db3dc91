package org.hedgerow.samples.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hedgerow.record.DomainName;

/**
 * Names with an address each, {@code h<i>.bench.example} with 10.x.y.z, in the files of all that serve or ask them.
 *
 * @param directory where the files are
 * @param count how many
 */
record Names(Path directory, int count) {
    /** The zone that all are in. */
    static final String APEX = "bench.example";

    /** Writes the files. */
    void write() throws IOException {
        Files.createDirectories(directory);
        write(table(), List.of(), i -> text(i) + ' ' + ip(i) + " A");
        write(hosts(), List.of(), i -> ip(i) + ' ' + text(i));
        write(questions(), List.of(), i -> text(i) + ' ' + ip(i));
        write(
                zone(),
                List.of(
                        APEX + ". 300 IN SOA ns." + APEX + ". admin." + APEX + ". 1 7200 3600 1209600 300",
                        APEX + ". 300 IN NS ns." + APEX + "."),
                i -> text(i) + ". 300 IN A " + ip(i));
    }

    private void write(Path file, List<String> head, IntFunction<String> line) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (String each : head) {
                writer.write(each + "\n");
            }
            for (String each : (Iterable<String>) IntStream.range(0, count).mapToObj(line)::iterator) {
                writer.write(each + "\n");
            }
        }
    }

    /** A table file as in the course: name, address, type. */
    Path table() {
        return directory.resolve("table");
    }

    /** As /etc/hosts. */
    Path hosts() {
        return directory.resolve("hosts");
    }

    /** A zone file (RFC 1035, section 5). */
    Path zone() {
        return directory.resolve("zone");
    }

    /** What the load generator asks, and the addresses that it expects. */
    Path questions() {
        return directory.resolve("questions");
    }

    /** The one that servers have read when they have read all. */
    DomainName last() {
        return DomainName.of(text(count - 1));
    }

    private static String text(int i) {
        return "h" + i + '.' + APEX;
    }

    private static String ip(int i) {
        return "10." + (i >> 16) + '.' + (i >> 8 & 0xFF) + '.' + (i & 0xFF);
    }

    @Override
    public String toString() {
        return String.format("%,d names", count).replace(',', ' ');
    }
}
