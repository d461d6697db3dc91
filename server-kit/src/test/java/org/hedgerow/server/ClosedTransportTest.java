package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ScriptedTableServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedTransportTest {
    private static final Duration LONG = Duration.ofDays(365);

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aResolverWhoseTransportIsClosedSaysSoAtOnce(String name) throws Exception {
        Transport transport = Transport.named(name);
        try (ScriptedTableServer ts = ScriptedTableServer.builder()
                        .record("a.example", "10.0.0.1")
                        .start();
                RemoteResolver remote = RemoteResolver.of(transport, LineFormat.standard(), ts.address())) {
            remote.lookupAndWait(Question.of("a.example"), LONG);
            transport.close();

            Answer answer = remote.lookupAndWait(Question.of("a.example"), LONG);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CLOSED));
        }
    }

    /** The server is silent, so that each question is under way when the transport is closed. */
    @ParameterizedTest
    @CsvSource({
        "nio,line",
        "nio,dns",
        "nio,dns over streams",
        "blocking,line",
        "blocking,dns",
        "blocking,dns over streams"
    })
    void aQuestionUnderWayWhenItsTransportIsClosedIsToldSo(String name, String format) throws Exception {
        WireFormat wire = switch (format) {
            case "line" -> LineFormat.standard();
            case "dns" -> DnsFormat.standard();
            default -> DnsFormat.standard().streamOnly();
        };
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DatagramSocket datagrams = new DatagramSocket(any);
                ServerSocket streams = new ServerSocket(0, 50, any.getAddress())) {
            Transport transport = Transport.named(name);
            SocketAddress silent =
                    format.equals("dns") ? datagrams.getLocalSocketAddress() : streams.getLocalSocketAddress();
            try (RemoteResolver remote = RemoteResolver.of(transport, wire, silent)) {
                CompletableFuture<Answer> asked = remote.lookup(Question.of("a.example"), LONG);
                await(datagrams, streams, format);
                transport.close();
                assertThat(asked.get(30, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CLOSED));
            }
        }
    }

    /** Until the server has got the question. */
    private static void await(DatagramSocket datagrams, ServerSocket streams, String format) throws IOException {
        if (format.equals("dns")) {
            datagrams.receive(new DatagramPacket(new byte[512], 512));
        } else {
            InputStream in = streams.accept().getInputStream();
            assertThat(in.read()).isNotNegative();
        }
    }
}
