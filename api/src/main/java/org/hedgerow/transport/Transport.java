package org.hedgerow.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.function.Function;
import org.hedgerow.lane.Lane;

/**
 * How bytes move: stream connections, accepted or made, datagrams, and the lanes that their callbacks run in. Knows no names and no
 * messages; handlers are written once and run on every transport.
 *
 * <p>Making a transport does no I/O and starts no thread; the first use does. Every thread, timer and descriptor belongs
 * to the transport and is gone after {@link #close()}. Its threads take over nothing from whoever happens to use it first,
 * and no interrupt ends what they are at. All methods may be called from any thread.
 *
 * <p>Whatever handlers, factories and tasks throw, an {@link Error} or an undeclared exception included, costs no more than
 * {@link ConnectionHandler} and {@link DatagramHandler} say: lanes and acceptors go on, and an error of the JVM, such as
 * {@link OutOfMemoryError}, is handed to the thread's {@link Thread.UncaughtExceptionHandler} too.
 */
public interface Transport extends AutoCloseable {

    /** The name that {@link #named} finds it by. */
    String name();

    /** How it shares its work among threads. */
    ConcurrencyModel model();

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
     * Serves a channel that is open already, as one that the process has inherited ({@link System#inheritedChannel}). On a
     * {@link java.nio.channels.ServerSocketChannel} it accepts; a {@link java.nio.channels.SocketChannel} is the one
     * connection that the listener will ever have. The listener closes the channel.
     *
     * @param channel bound or connected, and used by nobody else in this process
     * @throws IOException if the channel is of neither kind, not bound, not connected, or closed; it is left as it is then
     * @throws IllegalStateException if the transport is closed
     * @throws UnsupportedOperationException if this transport adopts no channels, which is the default
     */
    default Listener adopt(NetworkChannel channel, ConnectionHandlerFactory handlers, ListenOptions options)
            throws IOException {
        throw new UnsupportedOperationException("transport " + name() + " adopts no channels");
    }

    /**
     * Receives datagrams on an address, on one socket for each of its lanes, which share the port (SO_REUSEPORT); the system
     * shares the datagrams out by their sender. Where the system does not do that there is one socket only. Blocks only to
     * bind. Unless the options share the port with others it is an error if somebody has it already; whoever comes later
     * and does share ports, as the same user, is let in by the system.
     *
     * <p>Whoever binds the wildcard address on a host of several addresses leaves it to the system which of them a reply
     * comes from: better bind each.
     *
     * @param address where; port 0 takes a free one, which {@link Binding#address()} tells
     * @param handlers makes one handler for each socket, on this thread; what it throws is thrown here
     * @throws IOException if the address cannot be bound; the message names the address and the cause
     * @throws IllegalStateException if the transport is closed
     * @throws UnsupportedOperationException if this transport serves no datagrams, which is the default
     */
    default Binding bind(SocketAddress address, DatagramHandlerFactory handlers, BindOptions options)
            throws IOException {
        throw new UnsupportedOperationException("transport " + name() + " serves no datagrams");
    }

    /**
     * Makes one {@code T} for each of the lanes that this transport gives to outgoing connections, so that what serves a
     * caller lives in the caller's own lane where there is such a one. {@code make} is called at once, on the calling
     * thread, and must not use the connector but keep it.
     */
    <T> Local<T> local(Function<Connector, T> make);

    /** The connector of one of the lanes that {@link #local} serves, the next one each time. */
    Connector connector();

    /** One of the lanes that {@link #local} serves, the next one each time. */
    default Lane lane() {
        return connector().lane();
    }

    /**
     * What the transport holds at this moment. The testkit's contract needs it, for its checks for leaks.
     *
     * @throws UnsupportedOperationException if this transport does not count, which is the default
     */
    default Usage usage() {
        throw new UnsupportedOperationException("transport " + name() + " does not count what it holds");
    }

    /**
     * Closes all listeners, cuts all connections and closes all ports, telling their handlers, and ends all lanes. Idempotent.
     *
     * <p>Waits until the transport's threads are gone, for 10 seconds at most; then the log says which of them still run,
     * as one does whose handler blocks. Does not wait when called inside a lane, or on a thread, of this transport or any
     * other; nor for a lane in which {@link System#exit} waits for the shutdown hooks, of which the caller may be one.
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
     * A new transport of this name, found by {@link java.util.ServiceLoader} among the {@link TransportProvider}s: by the
     * thread's context class loader and, failing that, by Hedgerow's own.
     *
     * @throws IllegalArgumentException if no such transport is on the module or class path, or it does not have the model
     *     that the options ask for; the message lists those that there are
     */
    static Transport named(String name, TransportOptions options) {
        return TransportProviders.named(name, options);
    }

    /**
     * A new transport that has this concurrency model, with default options.
     *
     * @throws IllegalArgumentException if none on the module or class path has it; the message lists those that there are
     */
    static Transport of(ConcurrencyModel model) {
        return of(model, TransportOptions.defaults());
    }

    /**
     * A new transport that has this concurrency model, whichever the options name.
     *
     * @throws IllegalArgumentException if none on the module or class path has it; the message lists those that there are
     */
    static Transport of(ConcurrencyModel model, TransportOptions options) {
        return TransportProviders.of(model, options);
    }
}
