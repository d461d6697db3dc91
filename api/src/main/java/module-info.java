/**
 * The seams of Hedgerow and everything built on them that needs no third party.
 *
 * <p>Arrows between the packages point one way: {@code lane} knows nothing; {@code org.hedgerow} (resolvers) and
 * {@code transport} (bytes) know only {@code lane}; {@code table} knows resolvers; {@code wire} brings names and bytes
 * together; {@code remote} puts a wire format on a transport.
 */
module org.hedgerow.api {
    requires transitive org.slf4j;
    requires static org.jspecify;

    exports org.hedgerow;
    exports org.hedgerow.lane;
    exports org.hedgerow.remote;
    exports org.hedgerow.table;
    exports org.hedgerow.transport;
    exports org.hedgerow.transport.accept;
    exports org.hedgerow.wire;

    uses org.hedgerow.transport.TransportProvider;
}
