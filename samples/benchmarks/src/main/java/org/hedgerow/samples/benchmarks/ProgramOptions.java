package org.hedgerow.samples.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the programs are that a suite starts, and that no package of the system has. */
final class ProgramOptions {
    @Option(
            names = "--hedgerow",
            paramLabel = "JAR",
            description = "Hedgerow's program; default: the one that is built beside this one.")
    private @Nullable Path hedgerow;

    @Option(
            names = "--jdk17",
            paramLabel = "DIR",
            description = "A JDK 17; default: JAVA_HOME_17, or one that is found.")
    private @Nullable Path jdk17;

    @Option(
            names = "--jdk25",
            paramLabel = "DIR",
            description = "A JDK 25; default: JAVA_HOME_25, or one that is found.")
    private @Nullable Path jdk25;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "256m",
            description = "The heap of each Java contender (-Xmx); default: ${DEFAULT-VALUE}.")
    private String heap = "";

    Jdk jdk17() {
        return Jdk.find(17, jdk17, heap);
    }

    Jdk jdk25() {
        return Jdk.find(25, jdk25, heap);
    }

    Path hedgerow() {
        return hedgerow == null ? Checkout.hedgerow() : hedgerow;
    }
}
