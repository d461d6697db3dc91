package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a suite has written down. */
@Command(name = "show", description = "Prints the table of a file that a suite has written.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What --json wrote.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Report.read(file).lines().forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
