package org.hedgerow.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.RawClient;

/**
 * A client of the line protocol on one connection, which counts. A root server replies in the order of its queries, so a
 * reply that is lost, doubled or somebody else's shows in the names.
 */
final class LineClient implements AutoCloseable {
    private final RawClient connection;

    private LineClient(RawClient connection) {
        this.connection = connection;
    }

    static LineClient connect(InetSocketAddress server) throws IOException {
        return new LineClient(RawClient.connect(server));
    }

    /** Sends all of the names, and waits for so many replies. */
    List<String> ask(List<String> names) throws IOException {
        send(names);
        List<String> replies = new ArrayList<>();
        while (replies.size() < names.size()) {
            replies.add(receive());
        }
        return replies;
    }

    String ask(String name) throws IOException {
        return ask(List.of(name)).get(0);
    }

    void send(List<String> names) throws IOException {
        connection.send(String.join("\n", names) + "\n");
    }

    String receive() throws IOException {
        return connection.readLine();
    }

    /** Says that no more will be asked, and reads what still comes: nothing, if each query had its reply. */
    String end() throws IOException {
        connection.shutdownOutput();
        return connection.readToEnd();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
