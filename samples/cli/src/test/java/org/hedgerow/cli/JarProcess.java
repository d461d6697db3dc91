package org.hedgerow.cli;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program, run as a process of its own on this JVM's Java; its output is read all the time. */
final class JarProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern READY = Pattern.compile("READY \\w+ [0-9.]+:(\\d+) \\(.+\\)");

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private JarProcess(Process process) {
        this.process = process;
        readers.add(read(process.getInputStream(), out));
        readers.add(read(process.getErrorStream(), err));
    }

    /** Starts the program in a directory. */
    static JarProcess start(Path directory, String... args) throws IOException {
        return run(directory, command(args));
    }

    /** Starts whatever program, which starts this one by and by. */
    static JarProcess run(Path directory, List<String> command) throws IOException {
        return new JarProcess(
                new ProcessBuilder(command).directory(directory.toFile()).start());
    }

    /** What starts the program. */
    static List<String> command(String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It runs for seconds: what the second compiler would gain, it would not give back.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", System.getProperty("hedgerow.jar")));
        command.addAll(List.of(args));
        return command;
    }

    /** Waits for the line that says where the server listens, and returns the port. */
    int port() {
        if (out.isEmpty()) { // polling takes its time, and this is asked for every client
            await("READY of " + this).atMost(LIMIT).until(() -> !out.isEmpty() || !process.isAlive());
        }
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

    /** Sends a signal, as {@code HUP}, by the kill of a shell. */
    void signal(String name) throws IOException, InterruptedException {
        signal(name, process.pid());
    }

    /** Sends a signal to a process. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid)
                .inheritIO()
                .start();
        if (!kill.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("no SIG" + name + " to " + pid);
        }
    }

    /** The process, as the system sees it. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** The lines of standard output so far. */
    List<String> out() {
        return out;
    }

    /** The lines of standard error so far. */
    List<String> err() {
        return err;
    }

    /** With all that it has started, as a shell does. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        kill();
        started.forEach(ProcessHandle::destroyForcibly);
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
