package org.hedgerow.transport;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a transport shares its work among threads: the designs of a concurrent server. Handlers are the same on each. Those
 * who share the work are its <em>workers</em>; {@link Listener#acceptedByWorker} tells how the connections fell to them.
 *
 * <p>The terms are those of W. Richard Stevens, <em>UNIX Network Programming</em>, volume 1, chapter 30.
 */
public enum ConcurrencyModel {
    /** One thread and one selector accept, and serve all connections. */
    EVENT_LOOP,

    /** One thread accepts; each connection goes to the event loop that has the fewest. A loop that is alone accepts itself. */
    EVENT_LOOPS,

    /** Each event loop accepts for itself, on a listening socket of its own that shares the port (SO_REUSEPORT). */
    EVENT_LOOPS_REUSEPORT,

    /** One thread accepts, and each connection gets a thread of its own. */
    THREAD_PER_CONNECTION,

    /** A fixed pool of threads: each accepts on the same listening socket, serves that connection, and accepts again. */
    PRETHREADED_ACCEPT,

    /** A fixed pool of threads, and one more that accepts for them, while one of them is free to take the connection. */
    PRETHREADED_HANDOFF;

    /** As people write it: {@code event-loops-reuseport}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The model of this name, as {@link #text()} has it.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static ConcurrencyModel named(String text) {
        Objects.requireNonNull(text, "text");
        for (ConcurrencyModel model : values()) {
            if (model.text().equals(text)) {
                return model;
            }
        }
        throw new IllegalArgumentException("expected one of "
                + Arrays.stream(values()).map(ConcurrencyModel::text).collect(Collectors.joining(", ")) + ", found \""
                + text + '"');
    }
}
