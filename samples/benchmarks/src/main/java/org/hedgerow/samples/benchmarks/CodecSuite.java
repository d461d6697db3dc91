package org.hedgerow.samples.benchmarks;

import io.netty.util.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What parts cost without sockets: time, and memory that is allocated. */
@Command(
        name = "codec",
        description = {
            "Measures parts of Hedgerow, Netty and dnsjava on their own, without sockets, by JMH.",
            "Printed are nanoseconds and allocated octets for each operation."
        })
final class CodecSuite implements Callable<Integer> {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often everything is measured, one after the other, each time in a JVM of its own; default: "
                            + "${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "How long an iteration takes, of which there are 3 to warm up and 3 to measure; default: "
                    + "${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--in-process",
            description = "Without further JVMs; what is measured first then changes what is measured later.")
    private boolean inProcess;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to a file, for the command show.")
    private @Nullable Path json;

    @Option(names = "--save", paramLabel = "DIR", description = "Writes the results as codec.json to a directory.")
    private @Nullable Path save;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, RunnerException {
        PrintWriter out = spec.commandLine().getOut();
        CodecRounds runs = new CodecRounds(
                new JmhRun(seconds, !inProcess), rounds, spec.commandLine().getErr());
        Report report = new Report("codec", machine(), rounds, runs.run(CodecPart.all()));
        report.lines().forEach(out::println);
        new Results(json, save).keep(report);
        return 0;
    }

    private static Map<String, String> machine() throws IOException {
        Map<String, String> machine = Machine.describe();
        machine.put("JMH", org.openjdk.jmh.util.Version.getPlainVersion());
        Version netty = Version.identify().get("netty-codec-dns");
        machine.put("Netty", netty == null ? "unknown" : netty.artifactVersion());
        return machine;
    }
}
