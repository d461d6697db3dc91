package org.hedgerow.samples.concurrency;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that ran to its end within this JVM.
 *
 * @param exitCode what the process would have ended with
 * @param out the lines that went to standard output
 * @param err the lines that went to standard error
 */
record Run(int exitCode, List<String> out, List<String> err) {

    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Gallery.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int exitCode = command.execute(args);
        return new Run(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }
}
