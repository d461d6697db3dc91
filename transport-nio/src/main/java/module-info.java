/** Selector event loops: a few threads that serve any number of connections. */
module org.hedgerow.nio {
    requires transitive org.hedgerow.api;
    requires static org.jspecify;

    exports org.hedgerow.nio;

    provides org.hedgerow.transport.TransportProvider with
            org.hedgerow.nio.NioTransportProvider;
}
