package org.hedgerow.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.lane.Ticker;

/**
 * A link between clients and a server that does what bad networks do: it delays, reorders, doubles and loses datagrams,
 * delays and cuts connections, and stalls. Clients connect and send to {@link #address} instead of the server's, by TCP or
 * UDP; the link passes on what its {@link FaultPlan} lets pass, both ways.
 *
 * <pre>{@code
 * try (FaultyLink link = FaultyLink.to(server).plan(FaultPlan.latency(Duration.ofMillis(50))).start()) {
 *     Resolver remote = RemoteResolver.of(transport, DnsFormat.standard(), link.address());
 *     ...
 * }
 * }</pre>
 *
 * <p>It is made of plain channels and one thread of its own, so it shares no code with any transport. What is delivered at
 * once takes as long as a thread takes to wake up. It holds back a sender that is faster than the network behind it, as TCP
 * does. All methods may be called from any thread, and but for {@link #close} do not block; what they ask for happens soon.
 */
public final class FaultyLink implements AutoCloseable {
    private final LinkLoop loop;
    private final LinkFates datagrams;
    private final LinkFates streams;
    private final ServerSocketChannel acceptor;
    private final InetSocketAddress server;
    private final InetSocketAddress address;
    private final Set<LinkedStreams> connections = new HashSet<>(); // on the loop's thread

    private FaultyLink(Builder builder, LinkLoop loop, Sockets sockets) throws IOException {
        this.loop = loop;
        server = builder.server;
        datagrams = new LinkFates(true, builder.plan);
        streams = new LinkFates(false, builder.plan);
        acceptor = sockets.acceptor();
        address = (InetSocketAddress) acceptor.getLocalAddress();
        loop.register(acceptor, SelectionKey.OP_ACCEPT, this::accept);
        new DatagramLink(loop, datagrams, sockets.datagrams(), server);
    }

    /** A link to this server. */
    public static Builder to(InetSocketAddress server) {
        return new Builder(server);
    }

    /** Where clients find the server over this link, by TCP and by UDP. */
    public InetSocketAddress address() {
        return address;
    }

    /** Follows another plan with what arrives from now on. */
    public void plan(FaultPlan plan) {
        loop.execute(() -> {
            datagrams.follow(plan);
            streams.follow(plan);
        });
    }

    /** Delivers nothing more, until {@link #resume}. What arrives is kept, and connections still come to stand. */
    public void stall() {
        loop.execute(() -> loop.stall(true));
    }

    /** Delivers what a stall has kept, in order, as far as it is due. */
    public void resume() {
        loop.execute(() -> loop.stall(false));
    }

    /** Resets all connections that there are, on both sides. New ones are accepted. */
    public void cut() {
        loop.execute(() -> List.copyOf(connections).forEach(LinkedStreams::cut));
    }

    /** How many datagrams have arrived so far to go this way, those that were lost among them. */
    public long datagrams(Chunk.Direction direction) {
        return datagrams.count(direction);
    }

    /** How many pieces of streams have arrived so far to go this way. */
    public long pieces(Chunk.Direction direction) {
        return streams.count(direction);
    }

    /**
     * Closes all connections and ports, and drops what was under way. When it returns nothing is left. Idempotent.
     *
     * @throws IllegalStateException if the plan has thrown something, upon which the link has closed itself
     */
    @Override
    public void close() {
        loop.close();
    }

    private void accept() {
        try {
            SocketChannel client = acceptor.accept();
            if (client != null) {
                add(client);
            }
        } catch (IOException gone) {
            // The client has not waited.
        }
    }

    private void add(SocketChannel client) throws IOException {
        AtomicReference<LinkedStreams> self = new AtomicReference<>();
        LinkedStreams made =
                new LinkedStreams(loop, streams, client, SocketChannel.open(), () -> connections.remove(self.get()));
        self.set(made);
        connections.add(made);
        made.connect(server);
    }

    /** Both sockets that clients find, on one port. */
    private record Sockets(ServerSocketChannel acceptor, DatagramChannel datagrams) {
        private static final int TRIES = 100;

        static Sockets bind(InetSocketAddress wanted) throws IOException {
            List<String> taken = new ArrayList<>();
            while (taken.size() < TRIES) {
                ServerSocketChannel acceptor = ServerSocketChannel.open();
                DatagramChannel datagrams = DatagramChannel.open();
                try {
                    acceptor.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                    datagrams.bind(acceptor.bind(wanted).getLocalAddress());
                    return new Sockets(acceptor, datagrams);
                } catch (IOException e) {
                    acceptor.close();
                    datagrams.close();
                    if (wanted.getPort() != 0 || !(e instanceof BindException)) {
                        throw e;
                    }
                    taken.add(String.valueOf(e.getMessage())); // by somebody's datagrams: another one
                }
            }
            throw new BindException("no port is free for both TCP and UDP at " + wanted.getAddress() + ": " + taken);
        }
    }

    /** Collects what a link is like. Not thread-safe. */
    public static final class Builder {
        private final InetSocketAddress server;
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private FaultPlan plan = FaultPlan.none();
        private Ticker ticker = Ticker.system();

        private Builder(InetSocketAddress server) {
            this.server = server;
        }

        /** The address that clients find it at; a free port of the loopback address unless this says another. */
        public Builder listen(InetSocketAddress address) {
            this.address = address;
            return this;
        }

        /** What becomes of all that passes; everything is delivered at once unless this says otherwise. */
        public Builder plan(FaultPlan plan) {
            this.plan = plan;
            return this;
        }

        /** The time by which things are due; the link looks at a {@link ManualTicker} each time that it is moved. */
        public Builder ticker(Ticker ticker) {
            this.ticker = ticker;
            return this;
        }

        /**
         * Starts the link.
         *
         * @throws IOException if it cannot listen
         */
        public FaultyLink start() throws IOException {
            Sockets sockets = Sockets.bind(address);
            LinkLoop loop = new LinkLoop(ticker);
            FaultyLink link = new FaultyLink(this, loop, sockets);
            if (ticker instanceof ManualTicker manual) {
                manual.onAdvance(() -> loop.execute(() -> {}));
            }
            loop.start();
            return link;
        }
    }
}
