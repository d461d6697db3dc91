package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a suite has written down. */
@Command(
        name = "show",
        description = {
            "Prints the table of a file that a suite has written.",
            "Suites keep what they have found last in the directory results beside this program; without a file, the newest"
                    + " of that and of the results among the sources is printed."
        })
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "What --json or --save wrote.")
    private @Nullable Path file;

    @Option(names = "--svg", paramLabel = "FILE", description = "Also writes the plot to a file.")
    private @Nullable Path svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path shown = file == null ? Results.newest().orElse(null) : file;
        if (shown == null) {
            throw new IOException("no results in " + Checkout.last() + " or " + Checkout.committed());
        }
        Report report = Report.read(shown);
        report.lines().forEach(spec.commandLine().getOut()::println);
        if (svg != null) {
            Files.writeString(svg, new Plot(report).svg());
        }
        return 0;
    }
}
