package org.hedgerow.fanout;

import java.util.Objects;

/**
 * How an upstream of a {@link FanOutResolver} fares at one moment.
 *
 * @param name how the fan-out calls it
 * @param state what is thought of it
 * @param detail why, for people, one line; empty while it is up
 */
public record UpstreamHealth(String name, State state, String detail) {
    /** Refuses null. */
    public UpstreamHealth {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    /** What is thought of an upstream. */
    public enum State {
        /** It is asked. */
        UP,
        /** It fails or is silent, and gets a question now and then to see whether it is back. */
        DOWN,
        /** It leads back to the server that asks it, so it is left out. */
        LOOP
    }
}
