package org.hedgerow.samples.etcd;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hedgerow.record.DomainName;
import org.hedgerow.samples.support.Ending;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Serves what is in the cluster. */
@Command(
        name = "serve",
        description =
                "Serve the names in the cluster, and follow what becomes of them. While the cluster is away, the last"
                        + " answers stay.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "<port>",
            converter = ToPort.class,
            description = "The port to listen on; 0 takes a free one.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @Option(
            names = "--wire",
            paramLabel = "NAME",
            defaultValue = "line",
            converter = Wire.Converter.class,
            description = "The protocol that is spoken: line or dns; default: ${DEFAULT-VALUE}.")
    private Wire wire = Wire.LINE;

    @Option(
            names = "--zone",
            paramLabel = "NAME",
            converter = ToName.class,
            description = "Serve this zone only, with a SOA record; may be there more than once. Default: all names.")
    private List<DomainName> zones = new ArrayList<>();

    @Option(names = "--exact", description = "Names do not stand for all that is beneath them.")
    private boolean exact;

    @Option(
            names = "--admin",
            paramLabel = "PORT",
            converter = ToPort.class,
            description = "Tell over HTTP at this port of 127.0.0.1 how it fares: /health, /metrics.")
    private @Nullable Integer admin;

    @Mixin
    private ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        EtcdOptions options = cluster.options().withZones(new ServiceZones(zones, !exact));
        InetSocketAddress address = new InetSocketAddress(bind, port);
        if (address.isUnresolved()) {
            throw new IOException("unknown host: " + bind);
        }
        try (Ending ending = Ending.listen();
                TableServer server = TableServer.start(options, wire, address)) {
            if (admin != null) {
                server.tell(admin);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(server.ready());
            out.flush();
            ending.awaitOrder();
        }
        return ExitCode.OK;
    }

    /** Reads a port. */
    static final class ToPort implements ITypeConverter<Integer> {
        private static final int MAX_PORT = 65_535;

        @Override
        public Integer convert(String text) {
            int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : MAX_PORT + 1;
            if (port > MAX_PORT) {
                throw new TypeConversionException("expected a port from 0 to " + MAX_PORT + ", found \"" + text + '"');
            }
            return port;
        }
    }
}
