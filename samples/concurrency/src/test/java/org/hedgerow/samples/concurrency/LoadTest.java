package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.hedgerow.testkit.HeldPort;
import org.junit.jupiter.api.Test;

/** What the client makes of servers that do as they should not. */
class LoadTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Load THREE_OF_FIVE_OCTETS = new Load(1, 3, 5, Outcome.OK);

    @Test
    void rightAnswersCount() throws Exception {
        LoadReport report = run(socket -> answer(socket, "12345"));

        assertThat(report.succeeded()).isEqualTo(3);
        assertThat(report.failures()).isEqualTo("0");
        assertThat(report.text()).startsWith("3 connections in ").endsWith("failed: 0");
        assertThat(report.json(List.of())).startsWith("{\"connections\":3,\"succeeded\":3,\"octets\":15,");
    }

    /** As the document's server02, which leaves closing to the client. */
    @Test
    void theClientEndsWhenAllBytesHaveComeThatItAskedFor() throws Exception {
        LoadReport report = run(socket -> {
            answer(socket, "12345");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        });

        assertThat(report.failures()).isEqualTo("0");
    }

    @Test
    void shortAnswersAreTold() throws Exception {
        assertThat(run(socket -> answer(socket, "1234")).failures()).isEqualTo("3: 3 too few octets");
    }

    @Test
    void longAnswersAreTold() throws Exception {
        assertThat(run(socket -> answer(socket, "123456")).failures()).isEqualTo("3: 3 too many octets");
    }

    @Test
    void errorLinesAreTold() throws Exception {
        assertThat(run(socket -> answer(socket, "error: no such thing\n")).failures())
                .isEqualTo("3: 3 answered with an error");
    }

    @Test
    void resetsAreTold() throws Exception {
        LoadReport report = run(socket -> socket.setSoLinger(true, 0));

        assertThat(report.failures()).isEqualTo("3: 3 reset");
        assertThat(report.json(List.of("worker 0: 1 connection", "worker 1: 3 connections")))
                .endsWith("\"failures\":{\"reset\":3},\"workers\":[1,3]}");
    }

    @Test
    void nobodyThereIsTold() throws Exception {
        try (HeldPort nobody = HeldPort.open()) {
            assertThat(THREE_OF_FIVE_OCTETS.run(nobody.address(), LIMIT).failures())
                    .isEqualTo("3: 3 connection refused");
        }
    }

    @Test
    void whatWouldBeginTooLateIsNotMade() throws Exception {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertThat(THREE_OF_FIVE_OCTETS.run(anywhere, Duration.ZERO).failures()).isEqualTo("3: 3 not made in time");
    }

    private static LoadReport run(Answering answering) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, answering), "a server");
            thread.setDaemon(true);
            thread.start();
            return THREE_OF_FIVE_OCTETS.run((InetSocketAddress) server.getLocalSocketAddress(), LIMIT);
        }
    }

    private static void serve(ServerSocket server, Answering answering) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().readNBytes(2)).asString().isEqualTo("5\n");
                answering.answer(socket);
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private interface Answering {
        void answer(Socket socket) throws IOException;
    }
}
