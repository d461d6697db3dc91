package org.hedgerow.blocking;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connector;
import org.hedgerow.transport.Local;
import org.jspecify.annotations.Nullable;

/** One thing for each outgoing lane; callers of other lanes are spread over them by identity. Immutable. */
final class LanesLocal<T> implements Local<T> {
    // Spreads identity hashes, of which the JDK uses 25 to 31 bits (Fibonacci hashing, Knuth vol. 3, 6.4).
    private static final int GOLDEN = 0x9E3779B9;

    private final List<T> things;
    private final IdentityHashMap<Lane, T> own;

    private LanesLocal(List<T> things, IdentityHashMap<Lane, T> own) {
        this.things = things;
        this.own = own;
    }

    static <T> LanesLocal<T> of(List<? extends Connector> lanes, Function<Connector, T> make) {
        List<T> things = lanes.stream().map(make).toList();
        IdentityHashMap<Lane, T> own = new IdentityHashMap<>();
        for (int i = 0; i < things.size(); i++) {
            own.put(lanes.get(i).lane(), things.get(i));
        }
        return new LanesLocal<>(things, own);
    }

    @Override
    public T get(Lane callers) {
        Objects.requireNonNull(callers, "callers");
        @Nullable T thing = own.get(callers);
        if (thing != null) {
            return thing;
        }
        int spread = (System.identityHashCode(callers) * GOLDEN) >>> 8;
        return things.get(spread % things.size());
    }

    @Override
    public void forEach(Consumer<T> action) {
        things.forEach(action);
    }
}
