package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.hedgerow.server.processes.LifeLine;
import org.hedgerow.server.processes.Signals;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the servers have in common: their options, and a life from READY to the totals. */
final class GalleryServer {
    private static final int MAX_CONNECTIONS = 20_000;
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Mixin
    private ListenAddress address;

    @Option(
            names = "-n",
            paramLabel = "WORKERS",
            converter = Converters.Crowd.class,
            description = "How many workers, where the design has a number of them; default: 10 threads, or an event"
                    + " loop or process for each processor.")
    private @Nullable Integer workers;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Converters.Time.class,
            description = "How long no byte may move until a connection is reset; default: ${DEFAULT-VALUE}.")
    private Duration idle = Duration.ZERO;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec design;

    /** A crew of threads, as large as in the document that these designs come from, unless told otherwise. */
    int crew() {
        return workers == null ? 10 : workers;
    }

    /** As many event loops or processes as there are processors, unless told otherwise. */
    int perProcessor() {
        return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    }

    InetSocketAddress address() throws GalleryException {
        return address.get();
    }

    Duration idle() {
        return idle;
    }

    String designName() {
        return design.name();
    }

    /** Who is idle for too long is reset: that leaves nothing behind here. */
    ListenOptions listening() {
        return ListenOptions.defaults()
                .withMaxConnections(MAX_CONNECTIONS)
                .withIdleTimeout(idle)
                .withReset(true);
    }

    /** Listens, and serves the protocol of the gallery. */
    Listener listen(Transport transport, Supplier<Bytes> bytes) throws GalleryException, IOException {
        CompletableFuture<Listener> itself = new CompletableFuture<>();
        Supplier<List<String>> shares =
                () -> itself.isDone() ? Shares.lines(itself.join().acceptedByWorker()) : List.of();
        Listener listener = transport.listen(address(), CountProtocol.serving(bytes, shares), listening());
        itself.complete(listener);
        return listener;
    }

    /**
     * Says READY, serves until SIGTERM or Ctrl-C, lets the connections that are open finish, and prints how many fell to
     * each worker.
     *
     * @param what the transport and its workers, for people
     */
    int run(Listener listener, String what) throws InterruptedException {
        return run(listener, what, new CountDownLatch(1));
    }

    /** As {@link #run(Listener, String)}, and ends when standard input does: whoever has started this process holds the other end. */
    int runChild(Listener listener, String what) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        LifeLine.follow(System.in, () -> {}, stop::countDown);
        return run(listener, what, stop);
    }

    /** As {@link #run(Listener, String)}, and ends when it is told by the latch, too. */
    int run(Listener listener, String what, CountDownLatch stop) throws InterruptedException {
        boolean graceful;
        try (Signals signals = new Signals();
                Listener open = listener) {
            signals.on("TERM", stop::countDown);
            signals.on("INT", stop::countDown);
            ready(open.address(), what);
            stop.await();
            open.drain();
            graceful = open.awaitEmpty(GRACE);
        }
        totals(listener.acceptedByWorker(), listener.accepted(), listener.failed(), graceful);
        return ExitCode.OK;
    }

    void ready(SocketAddress where, String what) {
        say("READY %s %s (%s)", designName(), Endpoint.text(where), what);
    }

    /** One line for each worker, and one for all. */
    void totals(List<Long> shares, long accepted, long failed, boolean graceful) {
        Shares.lines(shares).forEach(line -> say("%s", line));
        String how = graceful ? "graceful" : "forced";
        say("%s: %s, %d failed (%s)", designName(), Words.count(accepted, "connection"), failed, how);
    }

    void say(String format, Object... values) {
        PrintWriter out = design.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }

    void complain(String line) {
        PrintWriter err = design.commandLine().getErr();
        err.println("gallery: " + line);
        err.flush();
    }
}
