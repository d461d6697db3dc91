package org.hedgerow.samples.concurrency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.lane.LightThreads;
import org.hedgerow.transport.Endpoint;

/** systemd-socket-activate as an inetd: it listens, and starts a command for each connection, its standard input. */
final class Inetd implements AutoCloseable {
    private static final String PROGRAM = "systemd-socket-activate";
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(10);
    // Ctrl-C reaches the whole group of processes: it may have ended before this one is told.
    private static final Duration SIGNAL = Duration.ofSeconds(1);

    private final Process process;
    private final List<ProcessHandle> children = new ArrayList<>(); // those that were there when it was stopped
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong spawned = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread reader;
    private volatile String lastLine = "";

    private Inetd(Process process) {
        this.process = process;
        reader = LightThreads.platform("inetd-log").newThread(this::readLog);
    }

    /** Starts it. */
    static Inetd start(InetSocketAddress address, List<String> child) throws GalleryException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-l", Endpoint.text(address), "--accept", "--inetd"));
        command.addAll(child);
        try {
            Inetd inetd = new Inetd(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
            inetd.reader.start();
            return inetd;
        } catch (IOException e) {
            throw new GalleryException(
                    "cannot run " + PROGRAM + ", which is in Debian's package systemd, and which this design needs", e);
        }
    }

    /** Waits until it listens. */
    void awaitListening() throws GalleryException, InterruptedException {
        if (!listening.await(START.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
            throw new GalleryException(PROGRAM + " does not listen: " + lastLine);
        }
    }

    /** Ends it; the children that are at work go on to their end. Any thread. */
    void stop() {
        synchronized (children) {
            process.children().forEach(children::add);
        }
        stopped.countDown();
        process.toHandle().destroy();
    }

    /**
     * Waits until it and all of its children have ended.
     *
     * @return false if some had to be killed
     * @throws GalleryException if it ended without being stopped
     */
    boolean awaitEnd() throws GalleryException, InterruptedException {
        int exitCode = process.waitFor();
        if (!stopped.await(SIGNAL.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new GalleryException(PROGRAM + " ended with exit code " + exitCode + ": " + lastLine);
        }
        CompletableFuture<?>[] ends;
        synchronized (children) {
            ends = children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        }
        boolean all = CompletableFuture.allOf(ends)
                .completeOnTimeout(null, GRACE.toSeconds(), TimeUnit.SECONDS)
                .handle((nothing, e) -> List.of(ends).stream().allMatch(CompletableFuture::isDone))
                .join();
        reader.join(GRACE.toMillis());
        return all;
    }

    long accepted() {
        return spawned.get();
    }

    /** How many children have failed. */
    long failed() {
        return failed.get();
    }

    /** Kills what is left. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        synchronized (children) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** It tells what it does on standard error, in lines that begin like these. */
    private void readLog() {
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                lastLine = line;
                if (line.startsWith("Listening on ")) {
                    listening.countDown();
                } else if (line.startsWith("Spawned ")) {
                    spawned.incrementAndGet();
                } else if (line.matches("Child \\d+ died with code .*") && !line.endsWith(" 0")) {
                    failed.incrementAndGet();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            lastLine = String.valueOf(e.getMessage());
        } finally {
            listening.countDown(); // it has ended, and will not any more
        }
    }
}
