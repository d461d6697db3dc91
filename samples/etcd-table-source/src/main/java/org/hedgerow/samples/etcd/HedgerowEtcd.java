package org.hedgerow.samples.etcd;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The program: where its commands are put together. */
@Command(
        name = "hedgerow-etcd",
        description = "Table servers that follow an etcd cluster, and what changes the names in it.",
        subcommands = {PutCommand.class, RmCommand.class, LsCommand.class, ServeCommand.class, BenchCommand.class},
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; a server: ended by Ctrl-C or SIGTERM",
            "1:failed; standard error says why",
            "2:the command line is wrong"
        })
public final class HedgerowEtcd {
    private HedgerowEtcd() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        ErrorLines errors = new ErrorLines();
        return new CommandLine(new HedgerowEtcd())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
