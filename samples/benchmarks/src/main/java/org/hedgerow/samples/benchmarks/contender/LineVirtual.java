package org.hedgerow.samples.benchmarks.contender;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A table server of the line protocol with next to nothing in it: a virtual thread, two arrays and a loop for a connection. */
@Command(
        name = "line-virtual",
        description = "The line protocol from a table: octets in, octets out, a virtual thread each; JDK 21 or later.")
final class LineVirtual implements Callable<Integer> {
    @Mixin
    private Serving serving;

    @Parameters(index = "1", paramLabel = "TABLE")
    private Path file = Path.of("");

    @Override
    @SuppressWarnings("InfiniteLoopStatement")
    public Integer call() throws IOException {
        ThreadFactory threads = virtualThreads();
        OctetTable table = new OctetTable(CourseTable.read(file));
        try (ServerSocket server = new ServerSocket()) {
            server.bind(serving.address(), 1024);
            serving.ready();
            while (true) {
                Socket socket = server.accept();
                threads.newThread(() -> serve(socket, table)).start();
            }
        }
    }

    private static void serve(Socket socket, OctetTable table) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new OctetLoop(table).run(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException gone) {
            // The peer has cut the connection: nobody is left to be told.
        }
    }

    /** By reflection, for the program is compiled for Java 17. */
    private static ThreadFactory virtualThreads() throws IOException {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IOException(
                    "expected JDK 21 or later, which has virtual threads, found Java "
                            + Runtime.version().feature(),
                    e);
        }
    }
}
