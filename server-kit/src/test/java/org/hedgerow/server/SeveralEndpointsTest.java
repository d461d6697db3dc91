package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.hedgerow.Call;
import org.hedgerow.Found;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of several addresses and formats over one resolver. */
class SeveralEndpointsTest {
    @RegisterExtension
    final Servers servers = new Servers();

    private final Held held = new Held();

    private ResolverServer.Builder builder(Transport transport) {
        return Servers.builder(transport, call -> call.answer(Servers.FOUND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void eachSpeaksItsFormatAndCountsForItself(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer server = servers.closeLater(builder(transport)
                .listen(Servers.ANY_PORT, DnsFormat.standard())
                .listen(Servers.ANY_PORT)
                .build());
        assertThat(server.endpoints()).extracting(ServerEndpoint::toString).containsExactly("dns", "line");
        server.start();
        ServerEndpoint dns = server.endpoints().get(0);
        ServerEndpoint line = server.endpoints().get(1);
        assertThat(server.addresses()).containsExactly(dns.address(), line.address());
        assertThat(server.address()).isEqualTo(dns.address());
        assertThat(dns.address()).isNotEqualTo(line.address());

        RemoteResolver asking = servers.closeLater(RemoteResolver.of(transport, DnsFormat.standard(), dns.address()));
        assertThat(asking.lookupAndWait("slow.com")).isInstanceOf(Found.class);
        for (int i = 0; i < 2; i++) {
            RawClient client = servers.client(line.address());
            client.send("slow.com\n");
            assertThat(client.readLine()).isEqualTo("slow.com 127.0.0.1 A IN");
        }
        assertThat(dns.totals().questions()).isEqualTo(1);
        assertThat(line.totals().questions()).isEqualTo(2);
        assertThat(server.totals()).isEqualTo(new ServingTotals.Snapshot(3, 3, 0, 0, 0, 0, 0, 0));
        assertThat(line.accepted()).isEqualTo(2);
        assertThat(server.accepted()).isEqualTo(dns.accepted() + 2);
        assertThat(server.connections()).isEqualTo(dns.connections() + line.connections());
        assertThat(server.acceptedByWorker().stream().mapToLong(each -> each).sum())
                .isEqualTo(server.acceptedByWorker().isEmpty() ? 0 : server.accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void oneThatCannotBeBoundIsNamedAndLeavesNoneOfTheOthers(String name) throws Exception {
        Transport transport = servers.transport(name);
        InetSocketAddress free = freePort();
        InetSocketAddress taken = (InetSocketAddress)
                servers.tableServer(servers.transport(name), "").address();
        ResolverServer server = servers.closeLater(builder(transport)
                .listen(free)
                .listen(taken)
                .listen(Servers.ANY_PORT)
                .build());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(server::start)
                .withMessageContaining(":" + taken.getPort())
                .withMessageContaining("in use");
        assertThat(server.isServing()).isFalse();
        assertThatIllegalStateException().isThrownBy(server::addresses).withMessage("the server is not started");
        await().atMost(Servers.LONG)
                .untilAsserted(() -> assertThat(transport.usage()).isEqualTo(Usage.NONE));
        assertThat(Servers.isRefused(free)).isTrue();
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(Servers.ANY_PORT);
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingDeliversWhatIsInFlightAtEach(String name) throws Exception {
        ResolverServer server = heldServer(name);
        List<RawClient> clients = List.of(askingAt(server, 0), askingAt(server, 1));
        held.awaitCalls(2);

        FutureTask<Shutdown> closing = Servers.inBackground(() -> server.close(Servers.LONG));
        for (SocketAddress address : server.addresses()) {
            await().atMost(Servers.LONG).until(() -> Servers.isRefused(address));
        }
        assertThat(closing.isDone()).isFalse();
        held.answerAll(Servers.FOUND);
        for (RawClient client : clients) {
            assertThat(client.readToEnd()).isEqualTo("slow.com 127.0.0.1 A IN\n");
            client.close();
        }
        assertThat(Servers.get(closing)).isEqualTo(Shutdown.GRACEFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void oneThatOutlivesTheGraceIsCutAndTheShutdownForced(String name) throws Exception {
        ResolverServer server = heldServer(name);
        RawClient client = askingAt(server, 1);
        held.awaitCalls(1);

        assertThat(server.close(Servers.SHORT)).isEqualTo(Shutdown.FORCED);
        assertThat(Servers.endOf(client)).isEmpty();
        held.awaitCalledOff(1);
    }

    private ResolverServer heldServer(String name) throws IOException {
        return servers.closeLater(Servers.builder(servers.transport(name), (Call call) -> {})
                        .resolver(held)
                        .serving(ServingOptions.defaults().withTimeout(Servers.LONG))
                        .listen(Servers.ANY_PORT)
                        .listen(Servers.ANY_PORT)
                        .build())
                .start();
    }

    private RawClient askingAt(ResolverServer server, int endpoint) throws IOException {
        RawClient client = servers.client(server.addresses().get(endpoint));
        client.send("slow.com\n");
        return client;
    }

    @Test
    void anAddressAndAnAdoptedChannelGoTogether() throws Exception {
        ServerSocketChannel channel = ServerSocketChannel.open().bind(Servers.ANY_PORT);
        ResolverServer server = servers.closeLater(builder(servers.transport("nio"))
                .listen(Servers.ANY_PORT)
                .adopt(channel)
                .build());
        SocketAddress adopted = channel.getLocalAddress();
        server.start();
        assertThat(server.addresses()).hasSize(2).contains(adopted);
        RawClient client = servers.client(adopted);
        client.send("slow.com\n");
        assertThat(client.readLine()).isEqualTo("slow.com 127.0.0.1 A IN");
    }

    @Test
    void theGraceIsThatOfTheLongestTimeout() {
        Transport transport = servers.transport("nio");
        Duration dns = DnsFormat.standard().defaultTimeout();
        Duration line = LineFormat.standard().defaultTimeout();
        ResolverServer server = builder(transport)
                .listen(Servers.ANY_PORT, DnsFormat.standard())
                .listen(Servers.ANY_PORT, LineFormat.standard())
                .build();
        assertThat(server.grace()).isEqualTo((dns.compareTo(line) > 0 ? dns : line).plusSeconds(3));
    }

    @Test
    void aFormatForEachIsEnoughButOneWithoutIsNot() {
        ResolverServer.Builder builder = ResolverServer.builder()
                .transport(servers.transport("nio"))
                .resolver((question, call) -> {})
                .listen(Servers.ANY_PORT, LineFormat.standard());
        assertThat(builder.build().endpoints()).hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.listen(Servers.ANY_PORT).build())
                .withMessage("a server needs a wire format");
    }

    @Test
    void healthAndMetricsTellTheEndpointsApart() throws Exception {
        ResolverServer server = servers.closeLater(builder(servers.transport("nio"))
                .listen(Servers.ANY_PORT)
                .listen(Servers.ANY_PORT, DnsFormat.standard())
                .build());
        AdminServer admin =
                servers.closeLater(AdminServer.builder().server("both", server).start());
        assertThat(get(admin, "/health")).contains("{\"serving\":false,\"endpoints\":[\"line\",\"dns\"]}");
        assertThat(get(admin, "/metrics")).contains("hedgerow_connections{server=\"both\"} 0\n");

        server.start();
        servers.client(server.address()).send("slow.com\n");
        await().atMost(Servers.LONG)
                .until(() -> server.endpoints().get(0).totals().found() == 1);
        int line = ((InetSocketAddress) server.addresses().get(0)).getPort();
        int dns = ((InetSocketAddress) server.addresses().get(1)).getPort();
        assertThat(get(admin, "/health"))
                .contains("{\"serving\":true,\"endpoints\":[\"line 127.0.0.1:" + line + "\",\"dns 127.0.0.1:" + dns
                        + "\"]}");
        String lineLabels = "{server=\"both\",format=\"line\",address=\"127.0.0.1:" + line + "\"";
        String dnsLabels = "{server=\"both\",format=\"dns\",address=\"127.0.0.1:" + dns + "\"";
        assertThat(get(admin, "/metrics").lines())
                .contains(
                        "hedgerow_connections" + lineLabels + "} 1",
                        "hedgerow_questions_total" + lineLabels + "} 1",
                        "hedgerow_questions_total" + dnsLabels + "} 0",
                        "hedgerow_answers_total" + lineLabels + ",outcome=\"found\"} 1",
                        "hedgerow_answers_total" + dnsLabels + ",outcome=\"found\"} 0");
    }

    private static String get(AdminServer admin, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + admin.address().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
