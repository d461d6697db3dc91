package org.hedgerow.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A server that holds connections, and the load generator that has opened them. */
final class IdleContender implements Contender<Work> {
    private static final double KIB_PER_MIB = 1024;
    private static final long LIMIT_SECONDS = 120;

    private final Server server;
    private final Bench bench;

    IdleContender(Server server, Bench bench) {
        this.server = server;
        this.bench = bench;
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Optional<String> reference() {
        return server.reference();
    }

    @Override
    public Optional<String> missing() {
        return Program.CC.missing().or(server::missing);
    }

    @Override
    public Sample run(Work work, Path directory) throws ContenderException, IOException, InterruptedException {
        Path log = directory.resolve("load.log");
        try (Upstreams upstreams = Upstreams.start(bench, work, directory);
                ServerProcess process = bench.start(server, work, upstreams.processes(), directory)) {
            double before = process.tree().residentMebibytes();
            Process load = new ProcessBuilder(bench.idleCommand(process, work))
                    .redirectError(log.toFile())
                    .start();
            CompletableFuture<Void> end = LoadProcess.endAfter(load, LIMIT_SECONDS);
            try (BufferedReader reports = load.inputReader();
                    Writer orders = load.outputWriter()) {
                expect("holding", reports.readLine(), log);
                double with = process.tree().residentMebibytes();
                orders.write("\n");
                orders.flush();
                LoadResult result = LoadResult.parse(reports.readLine()).checkedThrough();
                long connections = result.asked();
                if (result.answered() < connections) {
                    throw new ContenderException("of " + connections + " connections " + result.answered()
                            + " were answered after they had been idle");
                }
                return new Sample()
                        .put("connections", (double) connections)
                        .put("resident MiB before", before)
                        .put("resident MiB with all", with)
                        .put("KiB/connection", (with - before) * KIB_PER_MIB / connections);
            } finally {
                end.cancel(false);
                load.destroy();
            }
        }
    }

    private static void expect(String expected, @Nullable String found, Path log)
            throws ContenderException, IOException {
        if (!expected.equals(found)) {
            throw new ContenderException(
                    "the load generator failed: " + Files.readString(log).strip());
        }
    }
}
