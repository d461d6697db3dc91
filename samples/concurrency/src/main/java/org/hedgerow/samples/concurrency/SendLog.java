package org.hedgerow.samples.concurrency;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a client says of its sends: the first few of each kind in full, all of them in sum. For one thread. */
final class SendLog {
    private static final int SHOWN = 3;

    private final PrintWriter out;
    private final long begin = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private long lines;
    private long sends;
    private long octets;
    private long wouldBlock;
    private long least = Long.MAX_VALUE;
    private long most;

    SendLog(PrintWriter out) {
        this.out = out;
    }

    /** A send has taken so much; zero means that it would have had to wait. */
    void sent(int taken, int remaining) {
        if (taken == 0) {
            wouldBlock++;
            show(wouldBlock, "would block with %d remaining", remaining);
            return;
        }
        sends++;
        octets += taken;
        least = Math.min(least, taken);
        most = Math.max(most, taken);
        show(sends, "a send took %d, %d remaining", taken, remaining);
    }

    /** Says how it went. */
    void end() {
        if (lines < sends + wouldBlock) {
            out.println("... " + (sends + wouldBlock - lines) + " more");
        }
        out.println(String.format(
                Locale.ROOT,
                "sent %d octets in %d ms: %d sends took something, %d at least, %d at most; %d would have blocked",
                octets,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                sends,
                least,
                most,
                wouldBlock));
        notes.forEach(out::println);
        out.flush();
    }

    /** What else there is to say at the end. */
    void note(String line) {
        notes.add(line);
    }

    private void show(long number, String format, Object... values) {
        if (number <= SHOWN) {
            lines++;
            out.println(String.format(Locale.ROOT, format, values));
        }
    }
}
