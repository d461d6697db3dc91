package org.hedgerow.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.lane.Lane;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandler;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Transport;

/** What {@link RouteTests} run in a network of its own: it loses the route to a peer, and says what it is told of that. */
final class RoutelessProgram {
    // TEST-NET-2 of RFC 5737, where nobody is.
    private static final String NETWORK = "198.51.100.0/24";
    private static final SocketAddress PEER = new InetSocketAddress("198.51.100.1", 53);

    private RoutelessProgram() {}

    /** Takes the class that extends the contract. */
    public static void main(String[] arguments) throws Exception {
        ip("link", "set", "lo", "up");
        ip("route", "add", NETWORK, "dev", "lo");
        CompletableFuture<IOException> refused = new CompletableFuture<>();
        try (Transport transport = OwnProcess.transportOf(arguments[0]);
                RemoteResolver resolver = RemoteResolver.of(transport, DnsFormat.standard(), PEER)) {
            Connector connector = transport.connector();
            Lane lane = connector.lane();
            DatagramPort port = Wait.inLane(lane, () -> connector.openPort(PEER, new Refused(refused)));
            Wait.inLane(lane, () -> DatagramProbe.send(port, "is lost", PEER));
            ip("route", "del", NETWORK, "dev", "lo");
            Wait.inLane(lane, () -> DatagramProbe.send(port, "cannot be sent", PEER));
            System.out.println("the port: " + Wait.on(refused, "refused"));
            System.out.println("the question: "
                    + Wait.on(resolver.lookup(Question.of("a.test"), Wait.LIMIT.multipliedBy(100)), "answered"));
        }
    }

    private static void ip(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    private record Refused(CompletableFuture<IOException> cause) implements DatagramHandler {
        @Override
        public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {}

        @Override
        public void refused(DatagramPort port, IOException said) {
            cause.complete(said);
        }
    }
}
