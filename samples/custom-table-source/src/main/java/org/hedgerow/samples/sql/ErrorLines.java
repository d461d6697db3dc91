package org.hedgerow.samples.sql;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells errors as lines of the form {@code hedgerow-sql: what is wrong}. */
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
        boolean expected = failure instanceof IOException || failure instanceof SQLException;
        String message = expected ? failure.getMessage() : null;
        tell(command.getErr(), message == null ? "unexpected: " + failure : message);
        return ExitCode.SOFTWARE;
    }

    private static void tell(PrintWriter err, String message) {
        message.lines().forEach(line -> err.println("hedgerow-sql: " + line));
        err.flush();
    }
}
