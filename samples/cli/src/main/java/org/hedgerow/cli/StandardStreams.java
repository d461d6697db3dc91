package org.hedgerow.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.server.Activation;

/**
 * Where the program prints when standard input is a socket that it is to serve. Standard output, and standard error
 * perhaps, are that same socket then, on which nothing but the protocol may appear; and the JDK redirects all three to
 * {@code /dev/null} when it closes the socket, while there are still totals to print.
 */
final class StandardStreams {
    private static final String DESCRIPTORS = "/proc/self/fd/";

    private StandardStreams() {}

    /**
     * Leaves the socket alone, if there is one: what was to go to it goes to standard error, or nowhere if that is the
     * socket, too. Streams that are no socket are opened anew, so that they outlive it; a socket cannot be.
     */
    static void leaveSocketAlone() {
        try {
            if (Activation.standardInput() == Activation.Kind.NONE) {
                return;
            }
            Path socket = target(0);
            PrintStream err = socket.equals(target(2)) ? nowhere() : anew(2, System.err);
            PrintStream out = socket.equals(target(1)) ? err : anew(1, System.out);
            System.setErr(err);
            System.setOut(out);
        } catch (IOException e) {
            System.setErr(nowhere());
            System.setOut(nowhere());
        }
    }

    private static Path target(int descriptor) throws IOException {
        return Files.readSymbolicLink(Path.of(DESCRIPTORS + descriptor));
    }

    private static PrintStream anew(int descriptor, PrintStream as) {
        try {
            return new PrintStream(
                    new FileOutputStream(DESCRIPTORS + descriptor, true), true, Charset.defaultCharset());
        } catch (IOException e) {
            return as;
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset());
    }
}
