package org.hedgerow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.RawClient;

/** The processes and connections of one test, which end with it, and its files. */
final class Processes {
    private final Path directory;
    private final List<AutoCloseable> open = new ArrayList<>();

    Processes(Path directory) {
        this.directory = directory;
    }

    JarProcess start(String... args) throws IOException {
        return closeLater(JarProcess.start(directory, args));
    }

    /** Runs whatever program, with all that it starts. */
    JarProcess run(List<String> command) throws IOException {
        return closeLater(JarProcess.run(directory, command));
    }

    /** A table server of these lines, once it is ready. */
    JarProcess ts(int port, String table, String... more) throws IOException {
        Path file = Files.createTempFile(directory, "table", ".txt");
        Files.writeString(file, table);
        List<String> args = new ArrayList<>(List.of("ts", Integer.toString(port), "--table", file.toString()));
        args.addAll(List.of(more));
        JarProcess ts = start(args.toArray(String[]::new));
        ts.port();
        return ts;
    }

    /** A root server over the table servers at these ports of this host, once it is ready. */
    JarProcess rs(List<Integer> ts, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("rs", "0"));
        ts.forEach(port -> args.addAll(List.of("127.0.0.1", port.toString())));
        args.addAll(List.of(more));
        JarProcess rs = start(args.toArray(String[]::new));
        rs.port();
        return rs;
    }

    RawClient client(JarProcess server) throws IOException {
        return closeLater(RawClient.connect(server.port()));
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        open.add(resource);
        return resource;
    }

    void endAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }
}
