package org.hedgerow.behaviour;

import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Local;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;

/** Outgoing connections and ports only, in lanes of the test's; foreign lanes are assigned the first. */
public final class ScriptedTransport implements Transport {
    private final List<ManualConnector> lanes;

    public ScriptedTransport(List<ManualConnector> lanes) {
        this.lanes = lanes;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public ConcurrencyModel model() {
        return ConcurrencyModel.EVENT_LOOP;
    }

    @Override
    public <T> Local<T> local(Function<Connector, T> make) {
        Map<Lane, T> each = new HashMap<>();
        lanes.forEach(lane -> each.put(lane, make.apply(lane)));
        T first = each.get(lanes.get(0));
        return new Local<>() {
            @Override
            public T get(Lane callers) {
                return each.getOrDefault(callers, first);
            }

            @Override
            public void forEach(Consumer<T> action) {
                each.values().forEach(action);
            }
        };
    }

    @Override
    public Connector connector() {
        return lanes.get(0);
    }

    @Override
    public Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Listener adopt(NetworkChannel channel, ConnectionHandlerFactory handlers, ListenOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Binding bind(SocketAddress address, DatagramHandlerFactory handlers, BindOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Usage usage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
