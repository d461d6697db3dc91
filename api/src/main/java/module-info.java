/**
 * The seams of Hedgerow and everything built on them that needs no third party.
 *
 * <p>Arrows between the packages point one way. {@code lane} and {@code record} know nothing of ours; {@code transport}
 * (bytes) knows lanes; {@code org.hedgerow} (resolvers) knows lanes and records; {@code table} and {@code fanout} know
 * resolvers. {@code wire} is where names and bytes meet; {@code line} and {@code dns} are the two formats, which do not
 * know each other; {@code remote} puts a format on a transport.
 */
module org.hedgerow.api {
    requires transitive org.slf4j;
    requires static org.jspecify;

    exports org.hedgerow;
    exports org.hedgerow.dns;
    exports org.hedgerow.fanout;
    exports org.hedgerow.lane;
    exports org.hedgerow.line;
    exports org.hedgerow.record;
    exports org.hedgerow.remote;
    exports org.hedgerow.table;
    exports org.hedgerow.transport;
    exports org.hedgerow.transport.accept;
    exports org.hedgerow.wire;

    uses org.hedgerow.transport.TransportProvider;
}
