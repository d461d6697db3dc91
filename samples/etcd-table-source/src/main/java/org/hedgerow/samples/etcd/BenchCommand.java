package org.hedgerow.samples.etcd;

import io.etcd.jetcd.Client;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Measures how soon a change is served by a whole fleet. */
@Command(
        name = "bench",
        description = {
            "Change a name again and again, and measure how long it takes until all table servers of a fleet answer so.",
            "It starts table servers in this process, or asks those that --ts gives. The name is"
                    + " hedgerow-bench.example, which is removed in the end."
        })
final class BenchCommand implements Callable<Integer> {
    private static final double PER_MILLI = 1e6;

    @Option(names = "--start", paramLabel = "N", defaultValue = "3", description = "How many to start; default: 3.")
    private int start;

    @Option(
            names = "--ts",
            paramLabel = "HOST:PORT",
            converter = ToAddress.class,
            description = "A table server of the line format that follows the cluster; may be there more than once.")
    private List<InetSocketAddress> given = new ArrayList<>();

    @Option(names = "--changes", paramLabel = "N", defaultValue = "200", description = "How many; default: 200.")
    private int changes;

    @Option(
            names = "--load",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many changes a second of other names meanwhile; default: none.")
    private int load;

    @Mixin
    private ClusterOptions cluster;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (start < 1 || changes < 1 || load < 0) {
            throw new ParameterException(
                    spec.commandLine(), "expected --start and --changes of at least 1, and --load of at least 0");
        }
        EtcdOptions options = cluster.options();
        Deque<AutoCloseable> open = new ArrayDeque<>();
        try {
            List<SocketAddress> servers = new ArrayList<>(given);
            for (int i = 0; given.isEmpty() && i < start; i++) {
                InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
                TableServer server = TableServer.start(options, Wire.LINE, any);
                open.push(server);
                servers.add(server.address());
            }
            Client client = options.access().connect();
            open.push(client);
            Transport transport = Transport.named("nio");
            open.push(transport);
            List<RemoteResolver> asked = new ArrayList<>();
            for (SocketAddress each : servers) {
                asked.add(RemoteResolver.of(transport, Wire.LINE.client(), each));
            }
            report(options, new FleetDelay(client, options, asked, Duration.ofSeconds(10)));
            return ExitCode.OK;
        } finally {
            closeAll(open);
        }
    }

    private void report(EtcdOptions options, FleetDelay fleet) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%d table servers follow %s; %d changes%s, each served by all of them after",
                fleet.size(),
                options.access().name(),
                changes,
                load == 0 ? "" : ", and " + load + " a second of other names"));
        out.flush();
        List<Long> delays = fleet.measure(changes, load);
        out.println(String.format(
                Locale.ROOT,
                "median %.0f ms, p99 %.0f ms, most %.0f ms",
                rank(delays, 50),
                rank(delays, 99),
                rank(delays, 100)));
        out.flush();
    }

    /** The least delay that so many of a hundred do not exceed. */
    private static double rank(List<Long> sorted, int percent) {
        int index = (sorted.size() * percent + 99) / 100 - 1;
        return sorted.get(index) / PER_MILLI;
    }

    private static void closeAll(Deque<AutoCloseable> open) throws IOException {
        try {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Reads {@code HOST:PORT}. */
    static final class ToAddress implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,4}|[1-5][0-9]{4}|6[0-5][0-9]{3}")) {
                int port = Integer.parseInt(text.substring(colon + 1));
                InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
                if (!address.isUnresolved()) {
                    return address;
                }
            }
            throw new TypeConversionException("expected HOST:PORT, found \"" + text + '"');
        }
    }
}
