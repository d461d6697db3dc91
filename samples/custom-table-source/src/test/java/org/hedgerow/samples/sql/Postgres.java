package org.hedgerow.samples.sql;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hedgerow.testkit.HeldPort;

/**
 * A PostgreSQL of the tests' own, on a port of the loopback address, in a new directory. It refuses to run as root, so that
 * root runs it as the user postgres, whom the package of Debian brings along.
 */
final class Postgres implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Path programs;
    private final Path directory;
    private final HeldPort port;
    private Process process;

    private Postgres(Path programs, Path directory, HeldPort port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /** Creates and starts one; skips the test if none is installed, or fails it where programs must be there. */
    static Postgres start() throws Exception {
        Path programs = programs();
        Path directory = Path.of(
                run(asPostgres("mktemp", "-d", "/tmp/hedgerow-postgres-XXXXXX")).strip());
        Postgres postgres = new Postgres(programs, directory, HeldPort.open());
        try {
            run(asPostgres(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + directory.resolve("data"),
                    "--auth=trust",
                    "--username=sa",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"));
            postgres.restart();
            return postgres;
        } catch (Exception | Error e) {
            postgres.close();
            throw e;
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port.number() + "/postgres";
    }

    /** Ends it at once, without a clean end for anybody. */
    void stop() throws IOException, InterruptedException {
        run(List.of("sh", "-c", "kill -s QUIT " + process.pid()));
        process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    void restart() throws IOException {
        process = new ProcessBuilder(asPostgres(
                        programs.resolve("postgres").toString(),
                        "-D",
                        directory.resolve("data").toString(),
                        "-p",
                        String.valueOf(port.number()),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        SqlTableTests.awaitConnection(url());
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            try {
                stop();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        port.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Path programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                var found = each.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        String missing = "PostgreSQL is missing: install the package postgresql of Debian";
        return Boolean.getBoolean("hedgerow.peers.required") ? fail(missing) : abort(missing);
    }

    private static List<String> asPostgres(String... command) {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + ": " + output);
        }
        return output;
    }
}
