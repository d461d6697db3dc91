/** Selector event loops: a few threads that serve any number of connections. */
module org.hedgerow.nio {
    requires transitive org.hedgerow.api;
    requires static org.jspecify;

    exports org.hedgerow.nio;
    exports org.hedgerow.nio.batch;

    uses org.hedgerow.nio.batch.BatchProvider;

    provides org.hedgerow.transport.TransportProvider with
            org.hedgerow.nio.NioTransportProvider;
}
