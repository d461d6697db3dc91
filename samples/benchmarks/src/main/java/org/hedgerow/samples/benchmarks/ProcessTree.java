package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A process and all that it has started, as Linux counts what they use. Elsewhere, and once they are gone, all is 0. */
final class ProcessTree {
    // Fields of /proc/PID/stat, counted from the one after the name, which may contain spaces (proc(5)).
    private static final int UTIME = 11;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;
    private static final double TICKS_PER_SECOND = 100; // USER_HZ is 100 wherever Linux runs Java
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB_PER_MIB = 1024;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** The processor time of all, those that have ended and were waited for among them. */
    double cpuSeconds() {
        return all().mapToDouble(ProcessTree::cpu).sum();
    }

    /** The resident memory of all that run; what some share counts once (PSS). */
    double residentMebibytes() {
        return all().flatMap(process -> read(process, "smaps_rollup").lines())
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                .sum();
    }

    /**
     * Neither counter has more than there was: that of the process is rounded down to hundredths of a second, and those of its
     * threads, in nanoseconds, are gone with threads that have ended.
     */
    private static double cpu(ProcessHandle process) {
        String stat = read(process, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Math.max(seconds(fields, UTIME, CUTIME), ofThreads(process)) + seconds(fields, CUTIME, CSTIME + 1);
    }

    private static double seconds(String[] fields, int from, int to) {
        return Arrays.stream(fields, from, to).mapToLong(Long::parseLong).sum() / TICKS_PER_SECOND;
    }

    private static double ofThreads(ProcessHandle process) {
        double nanos = 0;
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path each : all) {
                String counters = read(each.resolve("schedstat"));
                nanos += counters.isEmpty() ? 0 : Long.parseLong(counters.substring(0, counters.indexOf(' ')));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return 0;
        }
        return nanos / NANOS_PER_SECOND;
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static String read(ProcessHandle process, String file) {
        return read(Path.of("/proc", Long.toString(process.pid()), file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
