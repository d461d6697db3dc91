package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Table servers asked by the line protocol. */
@Command(
        name = "ts-line",
        description =
                "Servers that know the names themselves, asked by the line protocol on 64 and 1000 connections; the"
                        + " reference is a server in C, for virtual threads a bare loop on such threads.")
final class TsLineSuite implements Callable<Integer> {
    private static final List<Integer> CONNECTIONS = List.of(64, 1000);

    @Mixin
    private Shapes shapes;

    @Mixin
    private SuiteOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new LoadSuite(options)
                .versions(Program.CC, Program.PYTHON)
                .run(shapes.loads(options, CONNECTIONS), this::servers, workshop -> List.of());
    }

    private List<Server> servers(Workshop workshop) {
        LineServers all = new LineServers(options, workshop);
        Variants variants = all.variants();
        List<Server> servers = new ArrayList<>(List.of(all.reference()));
        servers.addAll(all.hedgerow(variants.usual()));
        servers.addAll(all.virtual());
        servers.addAll(all.hedgerow(List.of(variants.platform())));
        servers.addAll(all.naive());
        return servers;
    }
}
