package org.hedgerow.samples.etcd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import org.hedgerow.server.AdminServer;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;

/** A table server that follows a cluster: the source, and what serves it. For one thread. */
final class TableServer implements AutoCloseable {
    private final EtcdTableSource source;
    private final Transport transport;
    private final ResolverServer server;
    private final Wire wire;
    private @Nullable AdminServer admin;

    private TableServer(EtcdTableSource source, Transport transport, ResolverServer server, Wire wire) {
        this.source = source;
        this.transport = transport;
        this.server = server;
        this.wire = wire;
    }

    /** Reads the table and serves it. Blocks until it does. */
    static TableServer start(EtcdOptions options, Wire wire, InetSocketAddress address) throws IOException {
        EtcdTableSource source = EtcdTableSource.open(options);
        Transport transport = Transport.named("nio");
        try {
            ResolverServer server = ResolverServer.builder()
                    .transport(transport)
                    .wire(wire.format())
                    .listen(address)
                    .resolver(TableResolver.of(source))
                    .build()
                    .start();
            return new TableServer(source, transport, server, wire);
        } catch (IOException | RuntimeException e) {
            transport.close();
            source.close();
            throw e;
        }
    }

    SocketAddress address() {
        return server.address();
    }

    /** The line that says that it is ready. */
    String ready() {
        return String.format(
                Locale.ROOT,
                "READY ts %s (%s%s %s, %d records)",
                Endpoint.text(address()),
                wire.inReadyLine(),
                transport.name(),
                transport.model().text(),
                source.current().size());
    }

    /** Tells over HTTP, at a port of this host, how it fares. */
    void tell(int port) throws IOException {
        admin = AdminServer.builder()
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .table("etcd", source)
                .server("ts", server)
                .start();
    }

    @Override
    public void close() {
        AdminServer telling = admin;
        if (telling != null) {
            telling.close();
        }
        server.close();
        transport.close();
        source.close();
    }
}
