package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hedgerow.samples.support.Needed;
import org.hedgerow.transport.ThreadKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand connections that are open and idle, and still served: what they cost is printed. */
class IdleConnectionsIT {
    private static final int CONNECTIONS = 10_000;
    private static final int WITNESSES = 30;
    private static final int SPARE = 500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"event-loop", "event-loops", "event-loops-reuseport", "thread-per-connection --threads virtual"})
    void tenThousandIdleConnectionsAreServed(String command) throws Exception {
        assumeTrue(
                ThreadKind.lightest() == ThreadKind.VIRTUAL || !command.contains("virtual"),
                "this Java has no virtual threads");
        long descriptors = descriptors();
        Needed.that(
                descriptors > CONNECTIONS + SPARE,
                CONNECTIONS + " connections need more than the " + descriptors
                        + " descriptors that there are: raise the limit (ulimit -n)");
        try (GalleryProcess server = GalleryProcess.serve(directory, command, "--idle", "10m")) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            ask(SocketChannel.open(address));
            long before = server.tree().residentOctets();
            List<SocketChannel> clients = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    clients.add(SocketChannel.open(address));
                }
                // Each listening socket accepts in order: when so many are served, all before them have been accepted.
                for (int i = 0; i < WITNESSES; i++) {
                    ask(SocketChannel.open(address));
                }
                long octets = (server.tree().residentOctets() - before) / CONNECTIONS;
                System.out.println(String.format(
                        Locale.ROOT,
                        "%s: %d idle connections, %d octets of memory each",
                        command,
                        CONNECTIONS,
                        octets));

                for (SocketChannel client : clients) {
                    ask(client);
                }
            } finally {
                for (SocketChannel client : clients) {
                    client.close();
                }
            }

            server.terminate();

            assertThat(server.exitCode()).as("%s", server).isZero();
            String design = command.split(" ")[0];
            assertThat(server.out()).last().asString().isEqualTo(design + ": 10031 connections, 0 failed (graceful)");
        }
    }

    /** Asks for a few octets, and reads them and the end. */
    private static void ask(SocketChannel client) throws IOException {
        try (client) {
            client.write(ByteBuffer.wrap("10\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(16);
            while (client.read(answer) >= 0) {
                assertThat(answer.position()).isLessThanOrEqualTo(10);
            }
            assertThat(answer.position()).isEqualTo(10);
        }
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                : 0;
    }
}
