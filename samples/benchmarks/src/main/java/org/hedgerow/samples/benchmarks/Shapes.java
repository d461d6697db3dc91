package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How many connections a load has, and how many questions are in flight on each: all pairs. */
final class Shapes {
    private static final int MOST_CONNECTIONS = 20_000; // loopback addresses have some 28,000 ports to connect from
    private static final int MOST_IN_FLIGHT = 4096;

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "How many connections there are; default: those of the suite.")
    private List<Integer> connections = List.of();

    @Option(
            names = "--pipeline",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,32",
            description = "How many questions are in flight on each; default: ${DEFAULT-VALUE}.")
    private List<Integer> pipelines = List.of();

    /** The loads, with these numbers of connections where there was no option. */
    List<Load> loads(SuiteOptions options, List<Integer> usual) {
        List<Load> loads = new ArrayList<>();
        for (int each : connections(usual)) {
            options.between("--connections", each, 1, MOST_CONNECTIONS);
            for (int pipeline : pipelines) {
                options.between("--pipeline", pipeline, 1, MOST_IN_FLIGHT);
                loads.add(Load.line(each, pipeline));
            }
        }
        return loads;
    }

    private List<Integer> connections(List<Integer> usual) {
        return connections.isEmpty() ? usual : connections;
    }
}
