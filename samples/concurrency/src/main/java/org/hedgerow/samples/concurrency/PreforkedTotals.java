package org.hedgerow.samples.concurrency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What preforked children say at their ends, put together. What one had served that was killed, it does not tell. */
final class PreforkedTotals {
    private static final Pattern TOTALS =
            Pattern.compile("process (\\d+): prefork[a-z-]*-child: (\\d+) connections?, (\\d+) failed \\(\\w+\\)");

    private final List<Long> accepted; // by the number of the process; guarded by this
    private long failed; // guarded by this

    PreforkedTotals(int processes) {
        accepted = new ArrayList<>(Collections.nCopies(processes, 0L));
    }

    /** Takes a line that a child has printed, with the child before it. */
    synchronized void add(String line) {
        Matcher totals = TOTALS.matcher(line);
        if (totals.matches()) {
            int process = Integer.parseInt(totals.group(1));
            accepted.set(process, accepted.get(process) + Long.parseLong(totals.group(2)));
            failed += Long.parseLong(totals.group(3));
        }
    }

    synchronized List<Long> accepted() {
        return List.copyOf(accepted);
    }

    long all() {
        return accepted().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long failed() {
        return failed;
    }
}
