package org.hedgerow.nio;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Local;

/** One {@code T} for each loop. */
final class LanesLocal<T> implements Local<T> {
    private final NioTransport transport;
    private final Object[] values;

    LanesLocal(NioTransport transport, EventLoop[] loops, Function<Connector, T> make) {
        this.transport = transport;
        values = new Object[loops.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = make.apply(loops[i].connector());
        }
    }

    @Override
    @SuppressWarnings("unchecked") // only T goes in
    public T get(Lane callers) {
        Objects.requireNonNull(callers, "callers");
        boolean own = callers instanceof EventLoop loop && loop.transport() == transport;
        int index =
                own ? ((EventLoop) callers).index() : Math.floorMod(System.identityHashCode(callers), values.length);
        return (T) values[index];
    }

    @Override
    @SuppressWarnings("unchecked")
    public void forEach(Consumer<T> action) {
        for (Object value : values) {
            action.accept((T) value);
        }
    }
}
