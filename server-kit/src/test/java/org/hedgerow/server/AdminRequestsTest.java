package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.line.LineFormat;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an admin server makes of requests, and of clients that do not finish them. */
class AdminRequestsTest extends AdminFixture {
    AdminRequestsTest() throws IOException {}

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/health/more").statusCode()).isEqualTo(404);
        HttpResponse<String> post = ask("POST", "/health");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).hasValue("GET, HEAD");
        HttpResponse<String> head = ask("HEAD", "/health");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void clientsThatDoNotFinishTheirRequestsAreCut() throws Exception {
        try (Socket client = RawHttp.connect(admin)) {
            RawHttp.send(client, "GET /health HT");
            assertThat(RawHttp.readToEnd(client)).isEmpty();
        }
    }

    @Test
    void moreHalfSentRequestsThanThereIsRoomForDelayNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(RawHttp.connect(admin));
                RawHttp.send(slow.get(i), "GET /health HT");
            }
            assertThat(ask("GET", "/health").statusCode()).isEqualTo(200);
            // The latest of them was not cut for that.
            RawHttp.send(slow.get(299), "TP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(RawHttp.readToEnd(slow.get(299))).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(RawHttp.readToEnd(slow.get(0))).isEmpty();
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aRequestMayComeByteByByte() throws Exception {
        try (Socket client = RawHttp.connect(admin)) {
            client.setTcpNoDelay(true);
            for (char each : "GET /health?full HTTP/1.1\r\nhost:localhost\r\n\r\n".toCharArray()) {
                RawHttp.send(client, String.valueOf(each));
            }
            assertThat(RawHttp.readToEnd(client))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("}\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /health HTTP/1.1|Host: localhost, 200",
        "GET /health HTTP/1.1|HOST:LocalHost:9100, 200",
        "GET /health HTTP/1.1|Host: 192.0.2.1:9100, 200",
        "GET /health HTTP/1.1|Host: [::1]:9100, 200",
        "GET /health HTTP/1.1|Host: [2001:db8::1], 200",
        "GET /health HTTP/1.1|Host: ts1.example:9100, 200",
        "GET /health HTTP/1.1|Host: TS1.example., 200",
        "GET /health HTTP/1.0, 200",
        "GET http://ts1.example/health HTTP/1.1|Host: evil.example, 200",
        "GET /health HTTP/1.1|Host: evil.example, 421",
        "GET /health HTTP/1.1|Host: evil.example:9100, 421",
        "GET /metrics HTTP/1.1|Host: localhost.evil.example, 421",
        "GET /health HTTP/1.1|Host: 127.0.0.1.evil.example, 421",
        "GET /health HTTP/1.1|Host: [evil.example], 421",
        "GET /health HTTP/1.0|Host: evil.example, 421",
        "GET http://evil.example/health HTTP/1.1|Host: localhost, 421",
        "GET /health HTTP/1.1|Host:, 421",
        "GET /health HTTP/1.1, 400",
        "GET /health HTTP/1.1|Host: localhost|Host: localhost, 400",
        "GET health HTTP/1.1|Host: localhost, 400",
        "GET /health, 400",
        "GET /health HTTP/2.0|Host: localhost, 400",
        "hello, 400",
    })
    void answersThoseWhoMeanThisServer(String request, int status) throws Exception {
        try (AdminServer named = AdminServer.builder().host("TS1.example").start();
                Socket client = RawHttp.connect(named)) {
            RawHttp.send(client, request.replace("|", "\r\n") + "\r\n\r\n");
            assertThat(RawHttp.readToEnd(client))
                    .startsWith("HTTP/1.1 " + status + ' ')
                    .contains("\r\nConnection: close\r\n");
        }
    }

    @Test
    void refusesAHeadWithoutAnEnd() throws Exception {
        try (Socket client = RawHttp.connect(admin)) {
            RawHttp.send(client, "GET /health HTTP/1.1\r\nX: " + "x".repeat(10_000));
            assertThat(RawHttp.readToEnd(client)).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void answersWhileTheLanesThatServeAreStuck() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Transport one = Transport.named("nio", TransportOptions.defaults().withLanes(1));
        ResolverServer busy = ResolverServer.builder()
                .transport(one)
                .wire(LineFormat.standard())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .resolver((question, call) -> {
                    stuck.countDown();
                    Uninterruptibles.awaitUninterruptibly(end);
                })
                .build()
                .start();
        try (one;
                AdminServer telling = AdminServer.builder().server("busy", busy).start();
                Socket client = new Socket()) {
            client.connect(busy.address());
            RawHttp.send(client, "a\n");
            stuck.await();
            assertThat(ask(telling, "GET", "/health").statusCode()).isEqualTo(200);
            assertThat(ask(telling, "GET", "/metrics").statusCode()).isEqualTo(200);
            end.countDown();
        }
    }
}
