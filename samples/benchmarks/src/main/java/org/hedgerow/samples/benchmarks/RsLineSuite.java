package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A root server asked by the line protocol, with table servers in C behind it. */
@Command(
        name = "rs-line",
        description =
                "A root server that asks two table servers in C by the line protocol; the reference is such a table"
                        + " server asked without one between. What matters is the processor time for each query.")
final class RsLineSuite implements Callable<Integer> {
    private static final List<Integer> CONNECTIONS = List.of(64);
    private static final int MOST_UPSTREAMS = 64;

    @Mixin
    private Shapes shapes;

    @Option(
            names = "--upstreams",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many servers are behind it; default: ${DEFAULT-VALUE}.")
    private int upstreams;

    @Mixin
    private SuiteOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.between("--upstreams", upstreams, 1, MOST_UPSTREAMS);
        return new LoadSuite(options)
                .versions(Program.CC)
                .fact("upstreams", upstreams + " x C, epoll")
                .run(
                        shapes.loads(options, CONNECTIONS),
                        this::servers,
                        workshop -> Collections.nCopies(upstreams, new LineServers(options, workshop).reference()));
    }

    private List<Server> servers(Workshop workshop) {
        LineServers all = new LineServers(options, workshop);
        List<Server> servers = new ArrayList<>(List.of(new Alone(all.reference())));
        servers.addAll(
                all.hedgerow(List.of(HedgerowVariant.nio(options.programs().jdk17()))));
        return servers;
    }
}
