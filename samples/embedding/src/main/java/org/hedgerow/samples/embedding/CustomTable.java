package org.hedgerow.samples.embedding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.table.TableSource;
import org.hedgerow.transport.Transport;

/** A table server whose table is no file: it comes from this program, which changes it while the server runs. */
final class CustomTable {
    private volatile Table table = Table.of(List.of());

    /** Replaces the table; questions that arrive from now on are answered by the new one. */
    void put(Map<String, InetAddress> hosts) {
        List<ResourceRecord> records = new ArrayList<>();
        hosts.forEach((name, address) -> records.add(ResourceRecord.of(DomainName.of(name), address)));
        table = Table.of(records);
    }

    /** Serves whatever the table is at the time. */
    ResolverServer serve(Transport transport, int port) throws IOException {
        TableSource source = () -> table;
        return ResolverServer.builder()
                .transport(transport)
                .wire(LineFormat.standard().silentOnMiss())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .resolver(TableResolver.of(source))
                .build()
                .start();
    }

    /**
     * Serves the name and address of this host until Enter is pressed.
     *
     * @param arguments the port to listen on
     */
    public static void main(String[] arguments) throws IOException {
        CustomTable custom = new CustomTable();
        try (Transport nio = Transport.named("nio");
                ResolverServer server = custom.serve(nio, Integer.parseInt(arguments[0]))) {
            InetAddress here = InetAddress.getLocalHost();
            custom.put(Map.of(here.getHostName(), here));
            System.out.println(here.getHostName() + " can be asked for at " + server.address() + "; Enter ends");
            System.in.read();
        }
    }
}
