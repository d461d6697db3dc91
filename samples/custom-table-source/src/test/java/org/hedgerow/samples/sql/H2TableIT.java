package org.hedgerow.samples.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;
import org.hedgerow.testkit.HeldPort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On H2, in a process of its own, so that there is something that can be killed. */
final class H2TableIT extends SqlTableTests {
    @TempDir
    private static Path directory;

    private static HeldPort port;
    private static Process server;
    private static int databases;

    @BeforeAll
    static void start() throws Exception {
        port = HeldPort.open();
        startServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.destroyForcibly().waitFor();
        port.close();
    }

    private static void startServer() throws Exception {
        Path library = Path.of(
                Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dh2.bindAddress=127.0.0.1",
                        "-cp",
                        library.toString(),
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        String.valueOf(port.number()),
                        "-baseDir",
                        directory.toString(),
                        "-ifNotExists")
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitConnection(url(0));
    }

    private static String url(int database) {
        return "jdbc:h2:tcp://127.0.0.1:" + port.number() + "/./records" + database
                + ";WRITE_DELAY=0"; // else it loses half a second
    }

    @Override
    String startDatabase() {
        databases++;
        return url(databases);
    }

    @Override
    void stopDatabase() throws IOException, InterruptedException {
        server.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    void restartDatabase() throws Exception {
        startServer();
    }

    @Override
    String downMessage() {
        return "refused";
    }
}
