package org.hedgerow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Tells errors as lines of the form {@code hedgerow: what is wrong}, with a stack trace only for those who want it. */
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final BooleanSupplier verbose;

    ErrorLines(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        tell(command.getErr(), message(wrong));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** What is wrong with a value says more than that one is wrong: only which it is goes before it, where it does not say so. */
    private static String message(ParameterException wrong) {
        ArgSpec argument = wrong.getArgSpec();
        String problem = wrong.getCause() instanceof TypeConversionException cause ? cause.getMessage() : null;
        if (argument == null || problem == null) {
            return String.valueOf(wrong.getMessage());
        }
        String which = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        return problem.startsWith("\"") ? problem : which + ": " + problem;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean expected = failure instanceof CliException || failure instanceof IOException;
        String message = expected ? failure.getMessage() : null;
        tell(command.getErr(), message == null ? "unexpected: " + failure : message);
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    static void tell(PrintWriter err, String message) {
        message.lines().forEach(line -> err.println("hedgerow: " + line));
        err.flush();
    }
}
