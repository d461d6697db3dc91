package org.hedgerow.cli;

import org.hedgerow.server.processes.Signals;

/** Ctrl-C: terminals show {@code ^C} for it and no line end, behind which the shell would prompt, or the totals begin. */
final class Interrupt {
    private static final int EXIT_CODE = 128 + 2; // as of a process that SIGINT has ended

    private Interrupt() {}

    /** From now on Ctrl-C ends the line, and then the process in the way that it would end anyhow. */
    @SuppressWarnings(
            "SystemConsoleNull") // where there is always one, a line end that nobody needs is all that comes of it
    static void install() {
        if (System.console() != null) {
            new Signals().on("INT", () -> {
                System.err.println();
                System.exit(EXIT_CODE);
            });
        }
    }
}
