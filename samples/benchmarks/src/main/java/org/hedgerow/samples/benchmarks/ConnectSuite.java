package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Table servers that get a connection for each question. */
@Command(
        name = "connect",
        description =
                "Table servers of the line protocol with a connection for each question; the reference is a server in"
                        + " C. What matters is the processor time for each connection.")
final class ConnectSuite implements Callable<Integer> {
    private static final int WORKERS = 64;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_CONTENDERS = 11;
    private static final int MOST_PER_SECOND = 30_000; // those of the fastest

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many connections there are at a time; default: ${DEFAULT-VALUE}.")
    private List<Integer> connections = List.of();

    @Mixin
    private SuiteOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        connections.forEach(each -> options.between("--connections", each, 1, MOST_CONNECTIONS));
        if (options.pace().open()) {
            throw options.wrong("connect has no open loop");
        }
        double seconds =
                MOST_CONTENDERS * connections.size() * options.rounds() * (options.warmup() + options.seconds());
        return new LoadSuite(options)
                .warning(() -> ConnectionTracking.warning(MOST_PER_SECOND, seconds))
                .versions(Program.CC, Program.PYTHON)
                .run(connections.stream().map(Load::connect).toList(), this::servers, workshop -> List.of());
    }

    private List<Server> servers(Workshop workshop) {
        LineServers all = new LineServers(options, workshop);
        Variants variants = all.variants();
        List<Server> servers = new ArrayList<>(List.of(all.reference()));
        servers.addAll(all.hedgerow(variants.usual()));
        servers.addAll(all.hedgerow(List.of(variants.reuseport())));
        servers.addAll(all.virtual());
        servers.addAll(all.hedgerow(List.of(variants.platform())));
        servers.addAll(all.hedgerow(variants.pools(WORKERS)));
        servers.addAll(all.naive());
        return servers;
    }
}
