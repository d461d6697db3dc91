package org.hedgerow.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.accept.AcceptBackoff;
import org.hedgerow.transport.accept.ServerChannels;

/**
 * The listening sockets of a concurrency model, and the doors over them.
 *
 * @param model one of those of this transport
 */
record Doors(ConcurrencyModel model, List<EventLoop> loops) {
    static final List<ConcurrencyModel> MODELS =
            List.of(ConcurrencyModel.EVENT_LOOPS, ConcurrencyModel.EVENT_LOOP, ConcurrencyModel.EVENT_LOOPS_REUSEPORT);

    /** As many sockets as the model listens on. */
    List<ServerSocketChannel> bind(SocketAddress address, ListenOptions options) throws IOException {
        return model == ConcurrencyModel.EVENT_LOOPS_REUSEPORT
                ? ServerChannels.bindSharing(address, options, loops.size())
                : List.of(ServerChannels.bind(address, options));
    }

    /** The door over these; over a single one all loops accept on the same socket. */
    NioListener.Carpenter over(List<ServerSocketChannel> servers) {
        if (model == ConcurrencyModel.EVENT_LOOPS) {
            return (admissions, host) -> new AcceptorDoor(servers.get(0), loops, admissions, host);
        }
        return (admissions, host) -> {
            AcceptBackoff backoff = new AcceptBackoff(servers.get(0).getLocalAddress());
            List<LoopAcceptor> acceptors = new ArrayList<>();
            for (int i = 0; i < loops.size(); i++) {
                ServerSocketChannel server = servers.get(i % servers.size());
                server.configureBlocking(false);
                acceptors.add(new LoopAcceptor(loops.get(i), server, admissions, backoff, host));
            }
            return new LoopDoor(acceptors);
        };
    }
}
