package org.hedgerow.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Local;
import org.jspecify.annotations.Nullable;

/** Passes what its client says on to a server, over a connection near the client's lane, and back what that says. */
final class Relay implements ConnectionHandler {
    private final TransportBench bench;
    private final Local<Connector> local;
    private final SocketAddress target;
    private @Nullable Upstream upstream;

    Relay(TransportBench bench, Local<Connector> local, SocketAddress target) {
        this.bench = bench;
        this.local = local;
        this.target = target;
    }

    @Override
    public void opened(Connection client) {
        Connector connector = local.get(client.lane());
        Lane lane = connector.lane();
        Upstream made = new Upstream(client);
        upstream = made;
        in(lane, () -> connector.connect(target, bench.watch(made)));
        made.lane = lane;
    }

    @Override
    public void received(Connection client, ByteBuffer bytes) {
        Upstream to = upstream;
        Lane lane = to == null ? null : to.lane;
        if (to != null && lane != null) {
            byte[] copy = copy(bytes);
            in(lane, () -> to.send(copy));
        }
    }

    @Override
    public void closed(Connection client, @Nullable IOException cause) {
        Upstream to = upstream;
        Lane lane = to == null ? null : to.lane;
        if (to != null && lane != null) {
            in(lane, to::close);
        }
    }

    private static void in(Lane lane, Runnable task) {
        if (lane.inside()) {
            task.run();
        } else {
            lane.execute(task);
        }
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /** The other side, in the lane that it connects in. */
    private static final class Upstream implements ConnectionHandler {
        private final Connection client;
        private final List<byte[]> early = new ArrayList<>();
        private @Nullable Lane lane;
        private @Nullable Connection connection;

        Upstream(Connection client) {
            this.client = client;
        }

        @Override
        public void opened(Connection opened) {
            connection = opened;
            early.forEach(bytes -> opened.write(bytes, 0, bytes.length));
        }

        @Override
        public void received(Connection from, ByteBuffer bytes) {
            byte[] copy = copy(bytes);
            in(client.lane(), () -> client.write(copy, 0, copy.length));
        }

        void send(byte[] bytes) {
            Connection to = connection;
            if (to == null) {
                early.add(bytes);
            } else {
                to.write(bytes, 0, bytes.length);
            }
        }

        void close() {
            Connection to = connection;
            if (to != null) {
                to.close();
            }
        }
    }
}
