package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol over real sockets. */
class ServingTest {
    private static final String EXPECTED = "error: expected a number of octets from 0 to 1073741824, found ";
    private static final int SEVENTY_MB = 70 * 1024 * 1024;

    @ParameterizedTest
    @EnumSource(ConcurrencyModel.class)
    void everyModelSendsWhatIsAskedForAndCloses(ConcurrencyModel model) throws Exception {
        serve(model, RandomBytes::new, server -> {
            for (String request : new String[] {"4096\n", "4096\r\n", "4096"}) {
                try (RawClient client = RawClient.connect(server)) {
                    client.send(request);
                    assertThat(client.input().readAllBytes()).as(request).hasSize(4096);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(ConcurrencyModel.class)
    void everyModelPushesSeventyMegabytesAtASlowReader(ConcurrencyModel model) throws Exception {
        serve(model, RandomBytes::new, server -> {
            try (RawClient client = RawClient.connect(server, 64 * 1024)) {
                client.sendLine(Integer.toString(SEVENTY_MB));
                // Another client is served while this one has not read a byte.
                try (RawClient other = RawClient.connect(server)) {
                    other.sendLine("1");
                    assertThat(other.input().readAllBytes()).hasSize(1);
                }
                long octets = 0;
                byte[] buffer = new byte[64 * 1024];
                for (int read = client.input().read(buffer);
                        read >= 0;
                        read = client.input().read(buffer)) {
                    octets += read;
                }
                assertThat(octets).isEqualTo(SEVENTY_MB);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1000000000000", "4096 or so", " "})
    void aBadRequestGetsALineOfError(String request) throws Exception {
        serve(ConcurrencyModel.EVENT_LOOP, RandomBytes::new, server -> {
            try (RawClient client = RawClient.connect(server)) {
                client.sendLine(request);
                String found = request.isBlank() ? "nothing" : '"' + request + '"';
                assertThat(client.readToEnd()).isEqualTo(EXPECTED + found + "\n");
            }
        });
    }

    @Test
    void fiveKilobytesOfDigitsGetALineOfErrorOrAClose() throws Exception {
        serve(ConcurrencyModel.EVENT_LOOP, RandomBytes::new, server -> {
            try (RawClient client = RawClient.connect(server)) {
                client.send("9".repeat(5 * 1024));
                assertThat(client.readToEnd()).isEqualTo(EXPECTED + '"' + "9".repeat(64) + "...\"\n");
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        });
    }

    @Test
    void aClientThatEndsWithoutAWordGetsALineOfError() throws Exception {
        serve(ConcurrencyModel.EVENT_LOOP, RandomBytes::new, server -> {
            try (RawClient client = RawClient.connect(server)) {
                client.shutdownOutput();
                assertThat(client.readToEnd()).isEqualTo(EXPECTED + "nothing\n");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"EVENT_LOOP,0", "EVENT_LOOP,1", "EVENT_LOOP,17000000", "THREAD_PER_CONNECTION,17000000"})
    void aFileIsTheSameBySendfileAndByCopy(ConcurrencyModel model, int octets) throws Exception {
        try (FileChannel file = RandomFile.open()) {
            String sent = digest(model, () -> new SentFile(file), octets);
            String copied = digest(model, () -> new CopiedFile(file), octets);

            assertThat(sent).isEqualTo(copied);
        }
    }

    private static String digest(ConcurrencyModel model, Supplier<Bytes> bytes, int octets) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        serve(model, bytes, server -> {
            try (RawClient client = RawClient.connect(server)) {
                client.sendLine(Integer.toString(octets));
                byte[] all = client.input().readAllBytes();
                assertThat(all).hasSize(octets);
                digest.update(all);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void serve(ConcurrencyModel model, Supplier<Bytes> bytes, Client client) throws IOException {
        TransportOptions options = TransportOptions.defaults().withWorkers(3).withLanes(2);
        try (Transport transport = Transport.of(model, options);
                Listener listener = transport.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        CountProtocol.serving(bytes),
                        ListenOptions.defaults())) {
            assertThatCode(() -> client.use((InetSocketAddress) listener.address()))
                    .doesNotThrowAnyException();
        }
    }

    private interface Client {
        void use(InetSocketAddress server) throws Exception;
    }
}
