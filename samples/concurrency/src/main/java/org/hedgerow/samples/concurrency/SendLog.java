package org.hedgerow.samples.concurrency;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a client tells of its sends: the first few in full, all of them in sum. For one thread. */
final class SendLog {
    private static final int SHOWN = 5;

    private final PrintWriter out;
    private final long begin = System.nanoTime();
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
            show("would block with %d remaining", remaining);
            return;
        }
        sends++;
        octets += taken;
        least = Math.min(least, taken);
        most = Math.max(most, taken);
        show("a send took %d, %d remaining", taken, remaining);
    }

    /** Says how it went. */
    void end() {
        if (lines > SHOWN) {
            out.println("... " + (lines - SHOWN) + " more");
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
        out.flush();
    }

    private void show(String format, Object... values) {
        if (lines++ < SHOWN) {
            out.println(String.format(Locale.ROOT, format, values));
        }
    }
}
