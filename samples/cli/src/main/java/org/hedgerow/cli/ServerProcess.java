package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.Shutdown;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingTotals;

/**
 * A server that the process is there for: says READY once it listens, runs until the process is told to end (Ctrl-C,
 * SIGTERM), and then closes and says what it did.
 */
final class ServerProcess {
    private final String kind;
    private final ResolverServer server;
    private final Transport transport;
    private final PrintWriter out;

    /** @param kind ts or rs */
    ServerProcess(String kind, ResolverServer server, Transport transport, PrintWriter out) {
        this.kind = kind;
        this.server = server;
        this.transport = transport;
        this.out = out;
    }

    /**
     * Does not return: the process ends while this waits.
     *
     * @param behind what stands behind the server, as {@code 2 records}
     * @throws IOException if the server cannot listen
     */
    void run(String behind) throws IOException, InterruptedException {
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "hedgerow-shutdown"));
        say("READY %s %s (%s, %s)", kind, Endpoint.text(server.address()), transport.name(), behind);
        new CountDownLatch(1).await();
    }

    /** A JVM that a signal ends would report the signal; one that has ended in good order reports success. */
    private void end() {
        Shutdown how = server.close(server.grace());
        transport.close();
        ServingTotals.Snapshot totals = server.totals();
        say(
                "%s: %s, %s, %d found, %d missed, %d invalid (%s)",
                kind,
                Words.count(server.accepted(), "connection"),
                Words.count(totals.questions(), "question"),
                totals.found(),
                totals.notFound() + totals.timedOut() + totals.failed(),
                totals.invalid(),
                how.name().toLowerCase(Locale.ROOT));
        Runtime.getRuntime().halt(0);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
