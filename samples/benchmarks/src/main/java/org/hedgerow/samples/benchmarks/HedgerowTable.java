package org.hedgerow.samples.benchmarks;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hedgerow.dns.DnsFormat;

/** A table server of Hedgerow with the zone, in a JVM with a heap of a stated size, which looks into itself besides. */
final class HedgerowTable implements Contender<TableZone> {
    private final String heap;

    /** With a heap of this size, as the option {@code -Xmx} has it. */
    HedgerowTable(String heap) {
        this.heap = heap;
    }

    @Override
    public String name() {
        return "Hedgerow (-Xmx" + heap + ")";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Sample run(TableZone zone, Path directory) throws ContenderException, IOException, InterruptedException {
        InetSocketAddress address = ServerProcess.freeAddress();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName(),
                "table-probe",
                zone.file().toString(),
                "--records=" + zone.records(),
                "--mixed=" + zone.mixed(),
                "--port=" + address.getPort());
        try (ServerProcess server = ServerProcess.start(command, address, directory.resolve("log"), true)) {
            Sample sample = server.sample(server.awaitAnswer(DnsFormat.standard(), zone.present(zone.records() - 1)));
            try (Writer orders = server.process().outputWriter();
                    BufferedReader reports = server.process().inputReader()) {
                orders.write("measure\n");
                orders.flush();
                String line = reports.readLine();
                if (line == null) {
                    server.process().waitFor();
                    throw server.ended();
                }
                new Gson()
                        .fromJson(line, new TypeToken<Map<String, Double>>() {})
                        .forEach(sample::put);
            }
            return sample;
        }
    }
}
