package org.hedgerow.wire;

import java.time.Duration;
import org.hedgerow.Resolver;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.DatagramHandlerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a question and an answer look as bytes, on either side of a connection. A format sees connections and lanes, never
 * sockets or threads, so each runs on every transport. Immutable; any thread.
 */
public interface WireFormat {

    /** What it is called, as {@code line}. */
    String name();

    /**
     * The serving side: reads questions, has them resolved on the connection's lane, and writes the answers.
     */
    ConnectionHandlerFactory serving(ServingContext context);

    /**
     * The serving side of datagrams, where the format has them: they are served on the same address as streams. The
     * handlers answer what is in flight when their input has ended, and close their port then.
     *
     * @return null if the format has streams only
     */
    default @Nullable DatagramHandlerFactory servingDatagrams(ServingContext context) {
        return null;
    }

    /** The deadline of a question that a server has unless told otherwise: 5 seconds, for most formats. */
    default Duration defaultTimeout() {
        return Resolver.DEFAULT_TIMEOUT;
    }

    /**
     * The asking side towards one server, confined to the context's lane. Makes no connection and opens no port before the
     * first question.
     */
    Upstream asking(AskingContext context);

    /**
     * Whether servers of this format answer what they do not know, so that one that says nothing at all for a while is taken
     * for dead.
     */
    default boolean answersMisses() {
        return true;
    }

    /** Whether a server of this format takes a single connection, so that all callers must share one. */
    default boolean singleConnection() {
        return false;
    }
}
