package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.tables.TableFile;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;

/** The three servers of the demo, on free ports of this host. They end with their transport. */
final class DemoServers {
    private static final SocketAddress FREE_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Transport transport;
    private final PrintWriter screen;

    DemoServers(Transport transport, PrintWriter screen) {
        this.transport = transport;
        this.screen = screen;
    }

    /** Starts them, and tells where they are; returns where the root server is. */
    SocketAddress start(Duration timeout) throws IOException {
        SocketAddress ts1 = tableServer("TS1", "PROJ2-DNSTS1.txt");
        SocketAddress ts2 = tableServer("TS2", "PROJ2-DNSTS2.txt");
        Resolver both = FanOutResolver.builder()
                .upstream("ts1", RemoteResolver.of(transport, LineFormat.standard(), ts1))
                .upstream("ts2", RemoteResolver.of(transport, LineFormat.standard(), ts2))
                .build();
        ServingOptions serving = ServingOptions.defaults().withTimeout(timeout);
        return start("RS", "asks both at once and relays the first answer", LineFormat.standard(), both, serving);
    }

    private SocketAddress tableServer(String name, String file) throws IOException {
        List<ResourceRecord> records = TableFile.parse(file, DemoFiles.read(file));
        Table table = Table.of(records);
        String owners = records.stream().map(each -> each.name().toString()).collect(Collectors.joining(" and "));
        return start(
                name,
                "has " + owners,
                LineFormat.standard().silentOnMiss(),
                TableResolver.of(() -> table),
                ServingOptions.defaults());
    }

    private SocketAddress start(String name, String does, LineFormat wire, Resolver resolver, ServingOptions serving)
            throws IOException {
        SocketAddress address = ResolverServer.builder()
                .transport(transport)
                .wire(wire)
                .listen(FREE_PORT)
                .resolver(resolver)
                .serving(serving)
                .build()
                .start()
                .address();
        screen.printf("  %-3s on %s %s%n", name, Endpoint.text(address), does);
        return address;
    }
}
