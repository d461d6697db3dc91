package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand clients that want nothing cost those nothing that do. */
class SilentClientsIT {
    private static final int CLIENTS = 1_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"thread-per-connection", "event-loop", "event-loops", "event-loops-reuseport"})
    void clientsThatSayNothingAreReset(String design) throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, design, "--idle", "1s")) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            List<SocketChannel> silent = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    silent.add(SocketChannel.open(address));
                    if (i % 100 == 0) {
                        serve(address);
                    }
                }
                for (SocketChannel each : silent) {
                    // Waits until the server gives it up.
                    assertThat(endOf(each)).isEqualTo("Connection reset");
                }
                serve(address);
            } finally {
                for (SocketChannel each : silent) {
                    each.close();
                }
            }

            server.terminate();

            assertThat(server.exitCode()).as("%s", server).isZero();
            assertThat(server.err()).isEmpty();
            assertThat(server.out()).last().asString().startsWith(design + ": 1011 connections, ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread-per-connection",
                "event-loop",
                "prethreaded-accept",
                "prethreaded-handoff",
                "prefork",
                "prefork-accept",
                "prefork-handoff"
            })
    void clientsThatResetAreForgotten(String design) throws Exception {
        try (GalleryProcess server = GalleryProcess.serve(directory, design)) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            for (int i = 0; i < CLIENTS; i++) {
                RawClient client = RawClient.connect(address);
                if (i % 2 == 0) {
                    client.sendLine("1000000");
                }
                client.reset();
                if (i % 100 == 0) {
                    serve(address);
                }
            }
            serve(address);

            server.terminate();

            assertThat(server.exitCode()).as("%s", server).isZero();
            assertThat(server.err()).isEmpty();
            assertThat(server.out()).last().asString().endsWith(" failed (graceful)");
        }
    }

    private static String endOf(SocketChannel client) throws Exception {
        try {
            int octets = client.read(ByteBuffer.allocate(16));
            return octets < 0 ? "end" : "octets";
        } catch (SocketException e) {
            return e.getMessage();
        }
    }

    private static void serve(InetSocketAddress address) throws Exception {
        try (RawClient client = RawClient.connect(address)) {
            client.sendLine("100");
            assertThat(client.input().readAllBytes()).hasSize(100);
        }
    }
}
