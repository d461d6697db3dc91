package org.hedgerow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A line that a process ends with which cannot go on: made while there is memory, and said when there may be none. Standard error
 * may be a pipe that nobody reads, so the process ends in a second whether the line is out or not. Any thread.
 */
final class LastWords {
    private static final long LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final byte[] line;
    private final int exitCode;
    private final PrintStream err;
    private final Thread speaker;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** To be said on standard error, as it is now. */
    LastWords(String line, int exitCode) {
        this.line = ("hedgerow: " + line + System.lineSeparator()).getBytes(UTF_8);
        this.exitCode = exitCode;
        this.err = System.err;
        this.speaker = new Thread(this::say, "hedgerow-last-words");
        speaker.setDaemon(true);
    }

    /** Says the line and ends the process, without its hooks. Returns only if another thread does so already. */
    void end() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            speaker.start();
            speaker.join(LIMIT_MILLIS);
        } catch (Throwable e) { // no memory for a thread, either
            say();
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private void say() {
        err.write(line, 0, line.length);
        err.flush();
    }
}
