/**
 * What a server needs beyond a transport: its life from start to close, the signals, sockets and processes that come with
 * it, tables that come from elsewhere and change, and what tells how both fare.
 */
module org.hedgerow.server {
    requires transitive org.hedgerow.api;
    requires com.google.common;
    requires jdk.unsupported;
    requires static org.jspecify;

    exports org.hedgerow.server;
    exports org.hedgerow.server.processes;
    exports org.hedgerow.server.tables;
}
