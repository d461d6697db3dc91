package org.hedgerow.samples.benchmarks;

import org.hedgerow.samples.benchmarks.contender.ContenderCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: a command for each suite, and one that shows what a suite has written down. */
@Command(
        name = "benchmarks",
        description = "Measures Hedgerow beside other servers; each contender is a process of its own.",
        subcommands = {TableSuite.class, CodecSuite.class, ShowCommand.class, TableProbe.class, ContenderCommand.class},
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; standard error says why", "2:the command line is wrong"})
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Benchmarks()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("benchmarks: " + failure);
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
