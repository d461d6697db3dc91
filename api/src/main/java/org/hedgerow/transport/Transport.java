package org.hedgerow.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * How bytes move: stream connections, accepted or made, and the lanes that their callbacks run in. Knows no names and no
 * messages; handlers are written once and run on every transport.
 *
 * <p>Making a transport does no I/O and starts no thread; the first use does. Every thread, timer and descriptor belongs
 * to the transport and is gone after {@link #close()}. All methods may be called from any thread.
 */
public interface Transport extends AutoCloseable {

    /** The name that {@link #named} finds it by. */
    String name();

    /**
     * Accepts connections on an address. Blocks only to bind.
     *
     * @param address where; port 0 takes a free one, which {@link Listener#address()} tells
     * @param handlers makes one handler for each connection
     * @throws IOException if the address cannot be bound; the message names the address and the cause
     * @throws IllegalStateException if the transport is closed
     */
    Listener listen(SocketAddress address, ConnectionHandlerFactory handlers, ListenOptions options) throws IOException;

    /**
     * Makes one {@code T} for each of the lanes that this transport gives to outgoing connections, so that what serves a
     * caller lives in the caller's own lane where there is such a one. {@code make} is called at once, on the calling
     * thread, and must not touch the lane but keep it.
     */
    <T> Local<T> local(Function<ConnectingLane, T> make);

    /** One of the lanes that {@link #local} serves, the next one each time. */
    ConnectingLane lane();

    /** What the transport holds at this moment. */
    Usage usage();

    /**
     * Closes all listeners and cuts all connections, telling their handlers, and ends all lanes; waits until the
     * transport's threads are gone, except when called from one of them. Idempotent.
     */
    @Override
    void close();

    /**
     * A new transport of this name, with default options.
     *
     * @throws IllegalArgumentException if no such transport is on the module or class path; the message lists those that
     *     are
     */
    static Transport named(String name) {
        return named(name, TransportOptions.defaults());
    }

    /**
     * A new transport of this name, found by {@link ServiceLoader} among the {@link TransportProvider}s.
     *
     * @throws IllegalArgumentException if no such transport is on the module or class path; the message lists those that
     *     are
     */
    static Transport named(String name, TransportOptions options) {
        List<String> known = new ArrayList<>();
        ServiceConfigurationError broken = null;
        for (ServiceLoader.Provider<TransportProvider> each :
                ServiceLoader.load(TransportProvider.class).stream().toList()) {
            try {
                TransportProvider provider = each.get();
                if (provider.name().equals(name)) {
                    return provider.create(options);
                }
                known.add(provider.name());
            } catch (ServiceConfigurationError e) {
                broken = e; // which matters only if it is the one that is wanted
            }
        }
        Collections.sort(known);
        throw new IllegalArgumentException("no transport \"" + name + "\" here, only " + known, broken);
    }
}
