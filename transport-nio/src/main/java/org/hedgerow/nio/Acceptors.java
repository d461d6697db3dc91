package org.hedgerow.nio;

import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.lane.Ticker;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.accept.AcceptBackoff;

/**
 * The acceptors of a concurrency model.
 *
 * @param model one of those of this transport
 */
record Acceptors(ConcurrencyModel model, List<EventLoop> loops, Ticker ticker) {
    /** The acceptor on these, which block. A loop that is alone accepts itself: nobody else could have the connection. */
    NioListener.AcceptorFactory on(List<ServerSocketChannel> servers) {
        if (model == ConcurrencyModel.EVENT_LOOPS && loops.size() > 1) {
            return (admissions, taker) -> new AcceptorThread(servers.get(0), loops, admissions, ticker, taker);
        }
        return (admissions, taker) -> {
            AcceptBackoff backoff = new AcceptBackoff(servers.get(0).getLocalAddress(), ticker);
            List<LoopAcceptor> acceptors = new ArrayList<>();
            for (int i = 0; i < loops.size(); i++) {
                ServerSocketChannel server = servers.get(i % servers.size());
                server.configureBlocking(false);
                acceptors.add(new LoopAcceptor(loops.get(i), server, admissions, backoff, taker));
            }
            return new AcceptingLoops(acceptors);
        };
    }
}
