/** A transport on blocking sockets: one thread for each connection, a virtual one where the JDK has them. */
module org.hedgerow.blocking {
    requires org.hedgerow.api;
    requires static org.jspecify;

    exports org.hedgerow.blocking;

    provides org.hedgerow.transport.TransportProvider with
            org.hedgerow.blocking.BlockingTransportProvider;
}
