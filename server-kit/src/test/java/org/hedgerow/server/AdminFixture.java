package org.hedgerow.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.server.tables.TableLoader;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.AfterEach;

/** A server that tells of one table and one server. */
abstract class AdminFixture {
    final ManualTicker ticker = new ManualTicker();
    final Transport transport = Transport.named("nio");
    volatile TableLoader loader = () -> Optional.of(Table.of(List.of(
            ResourceRecord.of(DomainName.of("a"), AddressText.parse("10.0.0.1")),
            ResourceRecord.of(DomainName.of("b"), AddressText.parse("10.0.0.1")))));
    final PollingTableSource table = PollingTableSource.builder("test", () -> loader.load())
            .every(Duration.ofDays(1))
            .ticker(ticker)
            .openEmpty();
    final ResolverServer server = ResolverServer.builder()
            .transport(transport)
            .wire(LineFormat.standard())
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .resolver(TableResolver.of(table))
            .build();
    final AdminServer admin;

    AdminFixture() throws IOException {
        admin = AdminServer.builder()
                .table("ts \"1\"\\", table)
                .server("ts", server)
                .start();
        await().until(() -> table.current().size() == 2);
        server.start();
    }

    @AfterEach
    void close() {
        admin.close();
        server.close();
        transport.close();
        table.close();
    }

    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return ask(admin, method, path);
    }

    static HttpResponse<String> ask(AdminServer admin, String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + admin.address().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
