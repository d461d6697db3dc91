package org.hedgerow.samples.benchmarks;

import java.util.List;

/** The ways to run Hedgerow's program that suites of the line protocol set beside each other. */
final class Variants {
    private static final String WORKERS = "--workers";

    private final Jdk jdk17;
    private final Jdk jdk25;

    Variants(Jdk jdk17, Jdk jdk25) {
        this.jdk17 = jdk17;
        this.jdk25 = jdk25;
    }

    /** The usual one, on either JDK. */
    List<HedgerowVariant> usual() {
        return List.of(HedgerowVariant.nio(jdk17), HedgerowVariant.nio(jdk25));
    }

    /** The usual one where it asks or answers by datagrams: one by one, and on JDK 25 in batches, too. */
    List<HedgerowVariant> datagrams() {
        HedgerowVariant newer = HedgerowVariant.nio(jdk25);
        return List.of(
                HedgerowVariant.nio(jdk17),
                newer.called("nio one by one").with(List.of(), List.of("-Dorg.hedgerow.nio.batch=false")),
                newer.called("nio in batches"));
    }

    /** The loops that share a port each with a socket of its own. */
    HedgerowVariant reuseport() {
        return HedgerowVariant.model("event-loops-reuseport", jdk17);
    }

    /** A virtual thread for each connection. */
    HedgerowVariant virtual() {
        return HedgerowVariant.model("thread-per-connection", jdk25).called("virtual threads");
    }

    /** A platform thread for each connection. */
    HedgerowVariant platform() {
        return HedgerowVariant.model("thread-per-connection", jdk17, "--threads", "platform")
                .called("platform threads");
    }

    /** The models with a pool of so many threads, which have to be as many as there are connections at a time. */
    List<HedgerowVariant> pools(int threads) {
        String size = Integer.toString(threads);
        return List.of(
                HedgerowVariant.model("prethreaded-accept", jdk17, WORKERS, size),
                HedgerowVariant.model("prethreaded-handoff", jdk17, WORKERS, size));
    }
}
