package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.Shutdown;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;

/**
 * A server that the process is there for: says READY once it listens, runs until the process is told to end (Ctrl-C,
 * SIGTERM), and then closes and says what it did.
 */
final class ServerProcess {
    private static final Duration LONG = Duration.ofDays(1);
    // For what comes after the grace of the server: its threads end, and the totals are printed.
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Role role;
    private final Wire wire;
    private final ResolverServer server;
    private final Transport transport;
    private final PrintWriter out;
    private boolean listens; // guarded by this

    ServerProcess(Role role, Wire wire, ResolverServer server, Transport transport, PrintWriter out) {
        this.role = role;
        this.wire = wire;
        this.server = server;
        this.transport = transport;
        this.out = out;
    }

    /**
     * Returns when the one connection is closed; a server of many does not return: the process ends while this waits.
     *
     * @param orders tell it to end, which may be while it starts
     * @param single whether the server has but one connection, of which it says nothing
     * @param started run once clients can connect
     * @throws IOException if the server cannot listen
     */
    void run(Orders orders, boolean single, Runnable started) throws IOException, InterruptedException {
        // Before it listens: from then on it has clients, who are told nothing of READY.
        orders.onEnd(() -> end(single), server.grace().plus(MARGIN));
        start();
        if (single) {
            while (!server.awaitEmpty(LONG)) {
                // Its idle limit may be longer.
            }
            return;
        }
        say(
                "READY %s %s (%s%s %s, %s)",
                role.kind(),
                Endpoint.text(server.address()),
                wire.inReadyLine(),
                transport.name(),
                transport.model().text(),
                role.behind());
        started.run();
        new CountDownLatch(1).await();
    }

    private synchronized void start() throws IOException {
        server.start();
        listens = true;
    }

    private synchronized boolean listens() {
        return listens;
    }

    private void end(boolean single) {
        Shutdown how = server.close(server.grace());
        transport.close();
        if (!single && listens()) {
            sayTotals(how);
        }
    }

    private void sayTotals(Shutdown how) {
        say(
                "%s: %s, %s (%s)",
                role.kind(),
                Words.count(server.accepted(), "connection"),
                Totals.text(server.totals()),
                how.name().toLowerCase(Locale.ROOT));
        List<Long> shares = server.acceptedByWorker();
        for (int i = 0; i < shares.size(); i++) {
            say("worker %d: %s", i, Words.count(shares.get(i), "connection"));
        }
        if (server.failed() > 0) {
            say("failed: %s", Words.count(server.failed(), "connection"));
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
