package org.hedgerow.nio;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one select has found ready. All are noted before the first is served: among thousands, what belongs to a connection has
 * left the processor's caches since it was served last, and while connections are but noted, the processor waits for several
 * at a time.
 */
final class ReadyChannels implements Consumer<SelectionKey> {
    private final List<Selectable> ready = new ArrayList<>();

    /** Notes it, for the selector. */
    @Override
    public void accept(SelectionKey key) {
        if (key.attachment() instanceof Selectable found) {
            ready.add(found);
        }
    }

    /** Serves them in their order, those too that another one has closed meanwhile. */
    void serve() {
        try {
            for (Selectable each : ready) {
                if (each instanceof NioConnection connection) {
                    connection.ready(); // what nearly all are, told apart for the compiler's sake
                } else {
                    each.ready();
                }
            }
        } finally {
            ready.clear(); // whoever was not served is found again
        }
    }
}
