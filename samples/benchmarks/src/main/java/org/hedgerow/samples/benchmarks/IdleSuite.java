package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Table servers with many connections that do nothing. */
@Command(
        name = "idle",
        description =
                "Table servers of the line protocol with many connections that have asked one question each; printed is"
                        + " resident memory for each connection. The reference is a server in C.")
final class IdleSuite implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 25_000; // loopback addresses have some 28,000 ports to connect from

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            defaultValue = "9000",
            description = "How many connections there are; default: ${DEFAULT-VALUE}.")
    private List<Integer> connections = List.of();

    @Mixin
    private SuiteOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        connections.forEach(each -> options.between("--connections", each, 1, MOST_CONNECTIONS));
        if (options.pace().open()) {
            throw options.wrong("idle has no open loop");
        }
        long files = Pinning.files();
        List<Load> loads =
                connections.stream().map(each -> Load.idle(each, files)).toList();
        return new LoadSuite(options)
                .contenders(IdleContender::new)
                .versions(Program.CC)
                .run(loads, this::servers, workshop -> List.of());
    }

    /** Without platform threads, of which there would be as many as connections. */
    private List<Server> servers(Workshop workshop) {
        LineServers all = new LineServers(options, workshop);
        Variants variants = all.variants();
        List<Server> servers = new ArrayList<>(List.of(all.reference()));
        servers.addAll(all.hedgerow(variants.usual()));
        servers.addAll(all.hedgerow(List.of(variants.reuseport())));
        servers.addAll(all.hedgerow(List.of(variants.virtual())));
        return servers;
    }
}
