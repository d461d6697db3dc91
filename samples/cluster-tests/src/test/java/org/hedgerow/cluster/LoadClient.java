package org.hedgerow.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * One client of a load: asks for the names in turn, a batch with each run, and accounts for every query. Queries whose
 * connection ends before their replies are asked again over a new one, by the next run. Confined to one thread at a time.
 */
final class LoadClient implements Runnable {
    private static final int BATCH = 16;

    private final Supplier<InetSocketAddress> server;
    private final Names names;
    private final boolean retrying;
    private final Deque<Integer> pending = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private LineClient connection;
    private long asked;
    private long answered;
    private long timedOut;
    private long again;

    /** Without retrying, a connection that ends is a problem. */
    LoadClient(Supplier<InetSocketAddress> server, Names names, boolean retrying) {
        this.server = server;
        this.names = names;
        this.retrying = retrying;
    }

    @Override
    public void run() {
        while (pending.size() < BATCH) {
            pending.add((int) (asked++ % names.count()));
        }
        finish();
    }

    /** Asks what has no reply yet. */
    private void finish() {
        try {
            if (connection == null) {
                connection = LineClient.connect(server.get());
            }
            connection.send(pending.stream().map(names::name).toList());
            while (!pending.isEmpty()) {
                account(pending.peek(), connection.receive());
                pending.remove();
            }
        } catch (SocketTimeoutException silent) {
            problems.add("no reply to " + names.name(pending.remove()) + ": " + silent);
            again += pending.size();
            disconnect();
        } catch (IOException | IllegalStateException gone) {
            if (!retrying) {
                problems.add("connection ended: " + gone);
            }
            again += pending.size();
            disconnect();
        }
    }

    private void account(int number, String reply) {
        if (reply.equals(names.answer(number))) {
            answered++;
        } else if (reply.equals(names.timedOut(number))) {
            timedOut++;
        } else {
            problems.add("expected a reply about " + names.name(number) + ", found \"" + reply + '"');
        }
    }

    boolean isDone() {
        if (!pending.isEmpty()) {
            finish();
        }
        return pending.isEmpty();
    }

    long answered() {
        return answered;
    }

    /** Ends its connection, upon which nothing more may come. */
    Outcomes end() throws IOException {
        if (connection != null) {
            String surplus = connection.end();
            if (!surplus.isEmpty()) {
                problems.add("a reply to no query: \"" + surplus + '"');
            }
            disconnect();
        }
        return new Outcomes(asked, answered, timedOut, again, problems);
    }

    private void disconnect() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (IOException e) {
            problems.add("cannot be closed: " + e);
        }
        connection = null;
    }
}
