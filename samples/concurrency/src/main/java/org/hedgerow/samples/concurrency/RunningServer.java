package org.hedgerow.samples.concurrency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedgerow.lane.LightThreads;

/** A server of the gallery in a process of its own, on this Java and a free port. */
final class RunningServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("READY \\S+ 127\\.0\\.0\\.1:(\\d+) .*");
    private static final Pattern WORKER = Pattern.compile("worker \\d+: (\\d+) connections?");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String label;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    private RunningServer(String label, Process process) {
        this.label = label;
        this.process = process;
        reader = LightThreads.platform("output of " + label).newThread(this::read);
    }

    /** Starts it; its errors go where those of this process go. */
    static RunningServer start(Contender contender, List<String> more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED"); // as the manifest has it
        command.addAll(contender.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Gallery.class.getName()));
        command.addAll(contender.arguments());
        command.addAll(List.of("-p", "0"));
        command.addAll(more);
        RunningServer server = new RunningServer(
                contender.label(),
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
        server.reader.start();
        return server;
    }

    /** Waits for READY. */
    InetSocketAddress awaitReady() throws GalleryException, InterruptedException {
        try {
            int found = port.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (found > 0) {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), found);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new GalleryException(label + " is not ready", e);
        }
        throw new GalleryException(label + " has ended before it was ready");
    }

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /**
     * Ends it as Ctrl-C would.
     *
     * @return how many connections each of its workers had; empty if it has no fixed ones
     */
    List<Long> stop() throws GalleryException, InterruptedException {
        // By way of the handle: the process itself would close its output, and the last of it would be lost.
        process.toHandle().destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new GalleryException(label + " does not end");
        }
        reader.join(LIMIT.toMillis());
        if (process.exitValue() != 0) {
            throw new GalleryException(label + " has ended with exit code " + process.exitValue());
        }
        List<Long> workers = new ArrayList<>();
        for (String line : lines) {
            Matcher worker = WORKER.matcher(line);
            if (worker.matches()) {
                workers.add(Long.parseLong(worker.group(1)));
            }
        }
        return workers;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    port.complete(Integer.parseInt(ready.group(1)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            lines.add(String.valueOf(e.getMessage()));
        } finally {
            port.complete(-1);
        }
    }
}
