package org.hedgerow.samples.benchmarks;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.server.tables.FileTableSource;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@link HedgerowTable} starts: serves a table from a file, and for each line on standard input measures it. */
@Command(name = "table-probe", hidden = true)
final class TableProbe implements Callable<Integer> {
    @Parameters
    private Path file = Path.of("");

    @Option(names = "--records", required = true)
    private int records;

    @Option(names = "--mixed", arity = "1", required = true)
    private boolean mixed;

    @Option(names = "--port", required = true)
    private int port;

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        long before = heapUsed();
        long start = System.nanoTime();
        long startCpu = cpuNanos();
        FileTableSource source = FileTableSource.open(file);
        Sample load = new Sample()
                .put("load s", (System.nanoTime() - start) / 1e9)
                .put("load CPU s", (cpuNanos() - startCpu) / 1e9);
        try (Transport nio = Transport.named("nio");
                ResolverServer server = ResolverServer.builder()
                        .transport(nio)
                        .wire(DnsFormat.standard())
                        .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .resolver(TableResolver.of(source))
                        .build()
                        .start()) {
            System.err.println(source + " at " + server.address());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (orders.readLine() != null) {
                double heap = heapUsed() - before;
                load.put("heap octets/record", heap / records);
                load.put("beyond the file", (heap - Files.size(file)) / records);
                new LookUps(source.current(), new TableZone(file, records, mixed)).measure(load);
                out.println(new Gson().toJson(load.values()));
            }
        }
        return 0;
    }

    /** What is reachable. */
    private static long heapUsed() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
