package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.WireFormat;

/** A server as a child process. */
final class ServerProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int BETWEEN_TRIES_MILLIS = 10;
    private static final int TO_END_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final InetSocketAddress address;
    private final long started = System.nanoTime();

    private ServerProcess(Process process, Path log, InetSocketAddress address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Starts the server, which is told to be at that address; what it says goes to {@code log}, but for its output if {@code talks}. */
    static ServerProcess start(List<String> command, InetSocketAddress address, Path log, boolean talks)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (talks) {
            builder.redirectError(log.toFile());
        } else {
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
        }
        return new ServerProcess(builder.start(), log, address);
    }

    /** A loopback address whose port was free for datagrams and streams a moment ago. */
    static InetSocketAddress freeAddress() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (true) {
            try (ServerSocket streams = new ServerSocket(0, 1, loopback);
                    DatagramSocket datagrams = new DatagramSocket(streams.getLocalPort(), loopback)) {
                return new InetSocketAddress(loopback, datagrams.getLocalPort());
            } catch (BindException taken) {
                // by somebody's datagrams: another one
            }
        }
    }

    /**
     * Waits until the server has an address of the name, and tells how many seconds that is after its start.
     *
     * @throws ContenderException if it ends instead, or has none for minutes
     */
    double awaitAnswer(WireFormat wire, DomainName name) throws ContenderException, IOException, InterruptedException {
        try (Transport nio = Transport.named("nio")) {
            RemoteResolver resolver = RemoteResolver.of(nio, wire, address);
            while (System.nanoTime() - started < LIMIT.toNanos()) {
                if (answers(resolver, Question.of(name, RecordType.A))) {
                    return (System.nanoTime() - started) / 1e9;
                }
                if (process.waitFor(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw ended();
                }
            }
        }
        throw new ContenderException("no answer within " + LIMIT.toMinutes() + " minutes" + said());
    }

    private static boolean answers(RemoteResolver resolver, Question question) {
        try {
            return resolver.lookup(question, PATIENCE).join() instanceof Found;
        } catch (CompletionException | CancellationException e) {
            return false;
        }
    }

    /** That it has ended before its time. */
    ContenderException ended() throws IOException {
        return new ContenderException("has ended with exit code " + process.exitValue() + said());
    }

    private String said() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    }

    /** What it and its children use, for the table. */
    Sample sample(double firstAnswer) {
        ProcessTree tree = tree();
        return new Sample()
                .put("first answer s", firstAnswer)
                .put("CPU s", tree.cpuSeconds())
                .put("resident MiB", tree.residentMebibytes());
    }

    Process process() {
        return process;
    }

    InetSocketAddress address() {
        return address;
    }

    /** It and its children. */
    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** Ends it, and its children with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_END_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
