package org.hedgerow.samples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hedgerow.samples.benchmarks.contender.ContenderCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: a command for each suite, and one that shows what a suite has written down. */
@Command(
        name = "benchmarks",
        description = {
            "Measures Hedgerow beside other servers; each contender is a process of its own.",
            "Without a command all suites run, one after the other."
        },
        subcommands = {
            TsUdpSuite.class,
            RsUdpSuite.class,
            TsLineSuite.class,
            RsLineSuite.class,
            ConnectSuite.class,
            IdleSuite.class,
            TableSuite.class,
            CodecSuite.class,
            ShowCommand.class,
            TableProbe.class,
            ContenderCommand.class
        },
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; standard error says why", "2:the command line is wrong"})
public final class Benchmarks implements Callable<Integer> {
    private static final List<String> SUITES =
            List.of("ts-udp", "rs-udp", "ts-line", "rs-line", "connect", "idle", "table", "codec");

    @Option(names = "--rounds", paramLabel = "N", description = "For all suites; default: those of each.")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "S", description = "For all suites that have it; default: those of each.")
    private @Nullable String seconds;

    @Option(names = "--save", paramLabel = "DIR", description = "Where the results of all suites go.")
    private @Nullable Path save;

    @Option(names = "--shared-network", description = "For all suites that have it.")
    private boolean sharedNetwork;

    @Spec
    private CommandSpec spec;

    private Benchmarks() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        Children.endWith(Thread.currentThread());
        System.exit(commandLine().execute(args));
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Benchmarks()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("benchmarks: " + failure);
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    /** All suites: the first failure is the last. */
    @Override
    public Integer call() {
        for (String suite : SUITES) {
            CommandLine command = spec.commandLine().getSubcommands().get(suite);
            if (command != null) {
                spec.commandLine().getErr().println("== " + suite);
                spec.commandLine().getOut().println("\n## " + suite + "\n");
                List<String> arguments = new ArrayList<>(List.of(suite));
                arguments.addAll(common(command));
                int exit = commandLine().execute(arguments.toArray(String[]::new));
                if (exit != 0) {
                    return exit;
                }
            }
        }
        return 0;
    }

    /** Those of the options that the suite has. */
    private List<String> common(CommandLine suite) {
        List<String> options = new ArrayList<>();
        add(options, suite, "--rounds", rounds);
        add(options, suite, "--seconds", seconds);
        add(options, suite, "--save", save);
        add(options, suite, "--shared-network", sharedNetwork ? true : null);
        return options;
    }

    private static void add(List<String> options, CommandLine suite, String option, @Nullable Object value) {
        if (value != null && suite.getCommandSpec().findOption(option) != null) {
            options.add(option + "=" + value);
        }
    }
}
