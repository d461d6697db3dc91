package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A counter of the network of Linux, which counts what all processes there receive: the load generator, too, and others. */
final class PacketMeter implements Meter {
    private static final Path COUNTERS = Path.of("/proc/net/snmp");

    private final String protocol;
    private final String counter;
    private final String unit;
    private long before;
    private long counted;

    /** The counter of that name in the line of that protocol. */
    PacketMeter(String protocol, String counter, String unit) {
        this.protocol = protocol;
        this.counter = counter;
        this.unit = unit;
    }

    @Override
    public void start() throws IOException {
        before = read();
    }

    @Override
    public void stop() throws IOException {
        counted = read() - before;
    }

    @Override
    public void put(Sample sample, LoadResult result) {
        if (counted > 0) {
            sample.put("packets/" + unit, (double) counted / result.answered());
        }
    }

    /** Two lines for each protocol: what it counts, and how much of it. */
    private long read() throws IOException {
        if (!Files.exists(COUNTERS)) {
            return 0;
        }
        List<List<String>> lines = Files.readString(COUNTERS, StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith(protocol + ": "))
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
        return Long.parseLong(lines.get(1).get(lines.get(0).indexOf(counter)));
    }
}
