package org.hedgerow.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The contenders of suites that put table servers under load by the line protocol. */
final class LineServers {
    private static final String BARE_VIRTUAL = "bare virtual threads, JDK 25";

    private final SuiteOptions options;
    private final Workshop workshop;

    LineServers(SuiteOptions options, Workshop workshop) {
        this.options = options;
        this.workshop = workshop;
    }

    /** The reference: one thread that waits by epoll. */
    Server reference() {
        return new CProgram("C, epoll", "line-epoll", workshop);
    }

    /** Simple servers in Java and Python, without the one on virtual threads. */
    List<Server> naive() {
        return List.of(
                new JavaProgram(
                        "naive selector, JDK 17",
                        "line-selector",
                        options.programs().jdk17()),
                new PythonProgram("Python selectors", "line-selectors", workshop));
    }

    /** A loop over octets on a virtual thread for each connection, and Hedgerow on such threads, set against that. */
    List<Server> virtual() {
        HedgerowVariant ours = variants().virtual().against(BARE_VIRTUAL);
        return List.of(
                new JavaProgram(BARE_VIRTUAL, "line-virtual", options.programs().jdk25()),
                new HedgerowServer(options.programs().hedgerow(), Wire.LINE, ours));
    }

    /** Hedgerow in these variants; those with event loops with as many as the options say, one after the other. */
    List<Server> hedgerow(List<HedgerowVariant> variants) {
        List<Server> servers = new ArrayList<>();
        for (HedgerowVariant variant : variants) {
            List<Integer> loops = variant.hasLoops() ? options.loops() : List.of(1);
            loops.forEach(count ->
                    servers.add(new HedgerowServer(options.programs().hedgerow(), Wire.LINE, variant.loops(count))));
        }
        return servers;
    }

    Variants variants() {
        return options.variants();
    }
}
