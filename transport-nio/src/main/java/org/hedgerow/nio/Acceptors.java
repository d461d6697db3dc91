package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.AcceptBackoff;
import org.hedgerow.transport.accept.ServerChannels;

/**
 * The listening sockets of a concurrency model, and the acceptors on them.
 *
 * @param model one of those of this transport
 */
record Acceptors(ConcurrencyModel model, List<EventLoop> loops, Ticker ticker) {
    static final List<ConcurrencyModel> MODELS =
            List.of(ConcurrencyModel.EVENT_LOOPS, ConcurrencyModel.EVENT_LOOP, ConcurrencyModel.EVENT_LOOPS_REUSEPORT);

    /** As many sockets as the model listens on. */
    List<ServerSocketChannel> bind(SocketAddress address, ListenOptions options) throws IOException {
        return model == ConcurrencyModel.EVENT_LOOPS_REUSEPORT
                ? ServerChannels.bindSharing(address, options, loops.size())
                : List.of(ServerChannels.bind(address, options));
    }

    /** The acceptor on these. A loop that is alone accepts itself: nobody else could have the connection. */
    NioListener.AcceptorFactory on(List<ServerSocketChannel> servers) {
        if (model == ConcurrencyModel.EVENT_LOOPS && loops.size() > 1) {
            return (admissions, taker) -> {
                block(servers.get(0), true);
                return new AcceptorThread(servers.get(0), loops, admissions, ticker, taker);
            };
        }
        return (admissions, taker) -> {
            AcceptBackoff backoff = new AcceptBackoff(servers.get(0).getLocalAddress(), ticker);
            List<LoopAcceptor> acceptors = new ArrayList<>();
            for (int i = 0; i < loops.size(); i++) {
                ServerSocketChannel server = servers.get(i % servers.size());
                block(server, false);
                acceptors.add(new LoopAcceptor(loops.get(i), server, admissions, backoff, taker));
            }
            return new AcceptingLoops(acceptors);
        };
    }

    private static void block(ServerSocketChannel server, boolean on) throws IOException {
        try {
            server.configureBlocking(on);
        } catch (IllegalBlockingModeException e) {
            throw new IOException("expected a channel without a selector, found " + server, e);
        }
    }
}
