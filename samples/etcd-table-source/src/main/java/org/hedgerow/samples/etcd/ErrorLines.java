package org.hedgerow.samples.etcd;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells errors as lines of the form {@code hedgerow-etcd: what is wrong}. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        tell(command.getErr(), String.valueOf(wrong.getMessage()));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean expected = failure instanceof IOException;
        String message = expected ? failure.getMessage() : null;
        tell(command.getErr(), message == null ? "unexpected: " + failure : message);
        return ExitCode.SOFTWARE;
    }

    static void tell(PrintWriter err, String message) {
        message.lines().forEach(line -> err.println("hedgerow-etcd: " + line));
        err.flush();
    }
}
