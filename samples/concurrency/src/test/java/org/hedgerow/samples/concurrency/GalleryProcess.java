package org.hedgerow.samples.concurrency;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gallery, run as a process of its own on this JVM's Java; its output is read all the time. */
final class GalleryProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("READY [a-z-]+ 127\\.0\\.0\\.1:(\\d+) \\(.+\\)");
    private static final Pattern WORKER = Pattern.compile("worker \\d+: (\\d+) connections?");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private GalleryProcess(Process process) {
        this.process = process;
        readers.add(read(process.getInputStream(), out));
        readers.add(read(process.getErrorStream(), err));
    }

    static GalleryProcess start(Path directory, String... args) throws IOException {
        return start(directory, Map.of(), args);
    }

    /** Starts the program in a directory, with more in its environment. */
    static GalleryProcess start(Path directory, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It runs for seconds: what the second compiler would gain, it would not give back.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", System.getProperty("gallery.jar")));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return new GalleryProcess(builder.start());
    }

    /** Starts a server on a free port; it may take options after its name. */
    static GalleryProcess serve(Path directory, String design, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(design.split(" ")));
        args.addAll(List.of("-p", "0"));
        args.addAll(List.of(more));
        return start(directory, args.toArray(String[]::new));
    }

    /** Waits for the line that says where the server listens, and returns the port. */
    int port() {
        await("READY of " + this).atMost(LIMIT).until(() -> !out.isEmpty() || !process.isAlive());
        Matcher ready = READY.matcher(out.isEmpty() ? "" : out.get(0));
        if (!ready.matches()) {
            throw new AssertionError("not READY: " + this);
        }
        return Integer.parseInt(ready.group(1));
    }

    /** Waits for the end of the process and of its output. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + this);
        }
        for (Thread reader : readers) {
            reader.join(LIMIT.toMillis());
        }
        return process.exitValue();
    }

    /** SIGTERM; sent by way of the handle, for the process itself would stop its output being read. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    /** The processes that it has started and that live. */
    List<ProcessHandle> children() {
        return process.children().filter(ProcessHandle::isAlive).toList();
    }

    /** What the system counts of it and of the processes that it has started. */
    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** How many connections the workers had in sum, as they say at the end; -1 if there are no such lines. */
    long accepted() {
        List<Long> shares = new ArrayList<>();
        for (String line : out) {
            Matcher worker = WORKER.matcher(line);
            if (worker.matches()) {
                shares.add(Long.parseLong(worker.group(1)));
            }
        }
        return shares.isEmpty()
                ? -1
                : shares.stream().mapToLong(Long::longValue).sum();
    }

    /** The lines of standard output so far. */
    List<String> out() {
        return out;
    }

    /** The lines of standard error so far. */
    List<String> err() {
        return err;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly()
                .onExit()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("process " + process.pid()) + ", out " + out + ", err " + err;
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader text =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        text.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException e) {
                        lines.add("(" + e + ")");
                    }
                },
                "output of a process");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }
}
