package org.hedgerow.transport.accept;

import java.io.IOException;
import java.time.Duration;

/** Why connections and ports are cut, in the same words on each transport. */
public final class Causes {
    private Causes() {}

    /** {@link org.hedgerow.transport.Listener#close} was called. */
    public static IOException listenerClosed() {
        return new IOException("the listener was closed");
    }

    /** {@link org.hedgerow.transport.Binding#close} was called. */
    public static IOException bindingClosed() {
        return new IOException("the binding was closed");
    }

    /** No byte has moved for so long. */
    public static IOException idle(Duration limit) {
        boolean inSeconds = limit.toMillisPart() == 0 && limit.toSeconds() > 0;
        return new IOException("idle for " + (inSeconds ? limit.toSeconds() + " s" : limit.toMillis() + " ms"));
    }
}
