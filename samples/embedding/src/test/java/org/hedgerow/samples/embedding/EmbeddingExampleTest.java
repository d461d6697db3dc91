package org.hedgerow.samples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs both samples for real: table servers with tables of one's own, asked by an embedded fan-out. */
class EmbeddingExampleTest {
    private final Transport transport = Transport.named("blocking");
    private final CustomTable first = new CustomTable();
    private final CustomTable second = new CustomTable();

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void asksBothTableServers() throws Exception {
        first.put(Map.of("rutgers.edu", InetAddress.getByName("172.34.4.6")));
        second.put(Map.of("www.princeton.edu", InetAddress.getByName("128.1.1.4")));
        int port1 = port(first.serve(transport, 0));
        int port2 = port(second.serve(transport, 0));

        assertThat(ask(port1, port2)).isEqualTo("www.princeton.edu 128.1.1.4 A IN\n");
    }

    @Test
    void saysWhyANameIsUnknown() throws Exception {
        int port1 = port(first.serve(transport, 0));
        int port2 = port(second.serve(transport, 0));
        transport.close();

        assertThat(ask(port1, port2))
                .startsWith("unknown: Failed[reason=UNREACHABLE, ")
                .contains("ts" + port1 + ": ", "ts" + port2 + ": ");
    }

    @Test
    void aTableChangesWhileItIsServed() throws Exception {
        try (ResolverServer server = first.serve(transport, 0);
                RawClient client = RawClient.connect(server.address())) {
            first.put(Map.of("a.com", InetAddress.getByName("10.0.0.1")));
            client.sendLine("a.com");
            assertThat(client.readLine()).isEqualTo("a.com 10.0.0.1 A IN");

            first.put(Map.of("a.com", InetAddress.getByName("10.0.0.2")));
            client.sendLine("a.com");
            assertThat(client.readLine()).isEqualTo("a.com 10.0.0.2 A IN");
        }
    }

    private static String ask(int... ports) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            EmbeddingExample.main(
                    IntStream.of(ports).mapToObj(Integer::toString).toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static int port(ResolverServer server) {
        return ((InetSocketAddress) server.address()).getPort();
    }
}
