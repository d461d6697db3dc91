package org.hedgerow.samples.concurrency;

import picocli.CommandLine.Option;

/** How much the clients do; the options are those of the document's client. */
final class LoadOptions {
    @Option(
            names = "-c",
            paramLabel = "CHILDREN",
            defaultValue = "15",
            converter = Converters.Crowd.class,
            description = "How many clients at once; default: ${DEFAULT-VALUE}.")
    private int children;

    @Option(
            names = "-t",
            paramLabel = "CONNECTIONS",
            defaultValue = "100",
            converter = Converters.Count.class,
            description = "How many connections each makes, one after the other; default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "-b",
            paramLabel = "BYTES",
            defaultValue = "4096",
            converter = Converters.Octets.class,
            description = "How many octets each connection asks for; default: ${DEFAULT-VALUE}.")
    private long bytes;

    Load load() {
        return new Load(children, connections, bytes, Outcome.OK);
    }
}
