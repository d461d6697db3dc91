package org.hedgerow.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.server.processes.Activation;

/**
 * Where the program prints when standard input is a socket that it is to serve. Standard output, and standard error
 * perhaps, are that same socket then, on which nothing but the protocol may appear; and the JDK redirects all three to
 * {@code /dev/null} when it closes the socket, while there are still totals to print.
 */
final class StandardStreams {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private StandardStreams() {}

    /** Standard output and standard error. */
    record Pair(PrintStream out, PrintStream err) {}

    /**
     * Leaves the socket alone, if there is one: what was to go to it goes to standard error, or nowhere if that is the
     * socket, too. Streams that are no socket are opened anew, so that they outlive it; a socket cannot be.
     */
    static void leaveSocketAlone() {
        try {
            if (Activation.standardInput() == Activation.Kind.NONE) {
                return;
            }
            Pair apart = apart(DESCRIPTORS, Files.readSymbolicLink(DESCRIPTORS.resolve("0")));
            System.setErr(apart.err());
            System.setOut(apart.out());
        } catch (IOException e) {
            System.setErr(nowhere());
            System.setOut(nowhere());
        }
    }

    /** What is not that socket, of the descriptors that this directory has. */
    static Pair apart(Path descriptors, Path socket) {
        Path second = descriptors.resolve("2");
        PrintStream err = mayBe(socket, second) ? nowhere() : anew(second, System.err);
        Path first = descriptors.resolve("1");
        return new Pair(mayBe(socket, first) ? err : anew(first, System.out), err);
    }

    /** Each is looked at for itself: that one cannot be told, as when it is closed, must not silence the other. */
    private static boolean mayBe(Path socket, Path descriptor) {
        try {
            return socket.equals(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return true;
        }
    }

    private static PrintStream anew(Path descriptor, PrintStream as) {
        try {
            return new PrintStream(new FileOutputStream(descriptor.toFile(), true), true, Charset.defaultCharset());
        } catch (IOException e) {
            return as;
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset());
    }
}
