package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process and all that it has started, as Linux counts what they use. Elsewhere, and once they are gone, all is 0. */
final class ProcessTree {
    // Fields of /proc/PID/stat, counted from the one after the name, which may contain spaces (proc(5)).
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int CUTIME = 13;
    private static final int CSTIME = 14;
    private static final int RSS_PAGES = 21;
    private static final int PAGE_OCTETS = 4096;
    private static final int MILLIS_PER_TICK = 10; // USER_HZ is 100 wherever Linux runs Java

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** The processor time of all, those that have ended and were waited for among them. */
    long cpuMillis() {
        return all().mapToLong(
                        stat -> (field(stat, UTIME) + field(stat, STIME) + field(stat, CUTIME) + field(stat, CSTIME))
                                * MILLIS_PER_TICK)
                .sum();
    }

    /** The resident memory of all that run; what they share counts in each. */
    long residentOctets() {
        return all().mapToLong(stat -> field(stat, RSS_PAGES) * PAGE_OCTETS).sum();
    }

    private Stream<String[]> all() {
        return Stream.concat(Stream.of(root), root.descendants()).map(ProcessTree::stat);
    }

    private static String[] stat(ProcessHandle process) {
        try {
            String line =
                    Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"), StandardCharsets.UTF_8);
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }

    private static long field(String[] stat, int index) {
        return index < stat.length ? Long.parseLong(stat[index]) : 0;
    }
}
