package org.hedgerow.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The program: its options that every command has, and where the commands are put together. */
@Command(
        name = "hedgerow",
        description = "Table servers (TS), a root server (RS) that asks them all at once, and clients.",
        subcommands = {
            TsCommand.class,
            RsCommand.class,
            ClientCommand.class,
            LookupCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Hedgerow.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; a server: ended by Ctrl-C or SIGTERM, or its inherited connection is closed",
            "1:failed; standard error says why, a line for each reason",
            "2:the command line is wrong",
            "3:out of memory"
        },
        footer = "%nTimes are written 500ms, 5s or 1m.")
public final class Hedgerow {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log to standard error what happens, and show stack traces.")
    private boolean verbose;

    private Hedgerow() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        StandardStreams.leaveSocketAlone();
        OutOfMemoryEnd.install();
        Interrupt.install();
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        Hedgerow top = new Hedgerow();
        ErrorLines errors = new ErrorLines(() -> top.verbose);
        return new CommandLine(top)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExecutionStrategy(parsed -> {
                    Logs.start(top.verbose);
                    return new RunLast().execute(parsed);
                });
    }

    /** Tells the version that the jar's manifest has. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Hedgerow.class.getPackage().getImplementationVersion();
            return new String[] {"hedgerow " + (version == null ? "(not packaged)" : version)};
        }
    }
}
