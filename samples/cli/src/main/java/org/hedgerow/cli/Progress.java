package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A line on the terminal that is written over and over: {@code 1234 of 10000}. Nothing where there is no terminal. */
final class Progress {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintWriter err;
    private final int total;
    private final boolean shown;

    private Progress(PrintWriter err, int total, boolean shown) {
        this.err = err;
        this.total = total;
        this.shown = shown;
    }

    /** Progress towards a total, on standard error. */
    static Progress on(PrintWriter err, int total) {
        return new Progress(err, total, isTerminal());
    }

    void show(int done) {
        if (shown) {
            err.print("\r" + done + " of " + total);
            err.flush();
        }
    }

    /** Leaves the line empty. */
    void end() {
        if (shown) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    /** Linux tells where standard error leads to; elsewhere Java can ask about standard input and output only. */
    @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 have a console without a terminal: a line too much is no harm
    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
