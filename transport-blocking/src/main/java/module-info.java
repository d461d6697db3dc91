/**
 * A transport on blocking sockets: a thread for each connection, a virtual one where the JDK has them, or a fixed pool of
 * threads.
 */
module org.hedgerow.blocking {
    requires org.hedgerow.api;
    requires static org.jspecify;

    exports org.hedgerow.blocking;

    provides org.hedgerow.transport.TransportProvider with
            org.hedgerow.blocking.BlockingTransportProvider;
}
