package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and all that it has started, as Linux counts what they use. Elsewhere, and once they are gone, all is 0. */
final class ProcessTree {
    // Fields of /proc/PID/stat, counted from the one after the name, which may contain spaces (proc(5)).
    private static final int UTIME = 11;
    private static final int CSTIME = 14;
    private static final double TICKS_PER_SECOND = 100; // USER_HZ is 100 wherever Linux runs Java
    private static final double KIB_PER_MIB = 1024;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** The processor time of all, those that have ended and were waited for among them. */
    double cpuSeconds() {
        return all().map(process -> read(process, "stat"))
                .mapToDouble(ProcessTree::cpu)
                .sum();
    }

    /** The resident memory of all that run; what some share counts once (PSS). */
    double residentMebibytes() {
        return all().flatMap(process -> read(process, "smaps_rollup").lines())
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                .sum();
    }

    private static double cpu(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = 0;
        for (int i = UTIME; i <= CSTIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
