package org.hedgerow.samples.concurrency;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The program: its options that every command has, and where the commands are put together. */
@Command(
        name = "gallery",
        description = {
            "Every design of a concurrent TCP server, and what measures them.",
            "A client sends a decimal number, the server sends that many octets and closes."
        },
        subcommands = {
            ProcessPerConnection.class,
            ThreadPerConnection.class,
            EventLoop.class,
            EventLoops.class,
            EventLoopsReuseport.class,
            PrethreadedAccept.class,
            PrethreadedHandoff.class,
            Prefork.class,
            PreforkedChild.class,
            PreforkAccept.class,
            PreforkAcceptChild.class,
            PreforkHandoff.class,
            PreforkHandoffChild.class,
            Reset.class,
            Sigpipe.class,
            SelfPipe.class,
            SignalRace.class,
            Sendfile.class,
            Send70MbCommand.class,
            ListCommand.class,
            ClientCommand.class,
            CompareCommand.class,
            SinkCommand.class
        },
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Gallery.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; a server: ended by Ctrl-C or SIGTERM",
            "1:failed; standard error says why, a line for each reason",
            "2:the command line is wrong"
        },
        footer = "%nTimes are written 500ms, 5s or 1m.")
public final class Gallery {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log to standard error what happens, and show stack traces.")
    private boolean verbose;

    private Gallery() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        Gallery top = new Gallery();
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
            @Nullable String version = Gallery.class.getPackage().getImplementationVersion();
            return new String[] {"gallery " + (version == null ? "(not packaged)" : version)};
        }
    }
}
