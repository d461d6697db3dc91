package org.hedgerow.server.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hedgerow.lane.LightThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child that is a process of the system. Two threads read what it prints, one waits for its end; they end with it. Its
 * standard input is a pipe, or something else that it was given, such as a socket; then SIGTERM stands in for the end of the
 * pipe.
 */
final class ChildProcess implements Child {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    // A grandchild may hold the pipes open for ever: what the child itself has said was read long before.
    private static final long REST_OF_OUTPUT_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final Process process;
    private final OutputStream input;
    private final boolean piped;
    private final ThreadFactory threads;

    private ChildProcess(Process process, boolean piped, ThreadFactory threads) {
        this.process = process;
        this.input = process.getOutputStream();
        this.piped = piped;
        this.threads = threads;
    }

    static ChildProcess start(ProcessBuilder command, Events events) throws IOException {
        return start(command, events, LightThreads::platform);
    }

    /** With threads made by what is given their name. */
    static ChildProcess start(ProcessBuilder command, Events events, Function<String, ThreadFactory> threads)
            throws IOException {
        Process process = command.start();
        ChildProcess child =
                new ChildProcess(process, isPiped(command), threads.apply("hedgerow-process-" + process.pid()));
        try {
            child.watch(events);
        } catch (OutOfMemoryError e) {
            // The system has no more threads. Nobody would ever know of the end of this process.
            process.destroyForcibly();
            throw new IOException("no thread to watch it: " + e.getMessage(), e);
        }
        return child;
    }

    /** By identity: a descriptor that somebody else has opened may claim to be of the type PIPE, and equals fails on it. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isPiped(ProcessBuilder command) {
        return command.redirectInput() == ProcessBuilder.Redirect.PIPE;
    }

    private void watch(Events events) {
        Thread out = read(process.getInputStream(), events::printed);
        Thread err = read(process.getErrorStream(), events::complained);
        threads.newThread(() -> events.ended(awaitEnd(out, err))).start();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void tell(String line) {
        try {
            input.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            LOG.debug("process {} does not listen", pid(), e);
        }
    }

    @Override
    public void hangUp() {
        if (!piped) {
            process.toHandle().destroy();
            return;
        }
        try {
            input.close();
        } catch (IOException e) {
            LOG.debug("process {} does not listen", pid(), e);
        }
    }

    @Override
    public void kill() {
        // By way of the handle: the process itself would close its output, and the last of it would be lost.
        process.toHandle().destroyForcibly();
    }

    private int awaitEnd(Thread out, Thread err) {
        try {
            int exitCode = process.waitFor();
            out.join(REST_OF_OUTPUT_MILLIS);
            err.join(REST_OF_OUTPUT_MILLIS);
            hangUp(); // closes the pipe
            return exitCode;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody knows this thread to interrupt it", e);
        }
    }

    private Thread read(InputStream stream, Consumer<String> lines) {
        Thread reader = threads.newThread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines);
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("the output of process {} broke off", pid(), e);
            }
        });
        reader.start();
        return reader;
    }
}
