package org.hedgerow.samples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the DNS load balancer for real, in front of a server of each protocol. */
class DnsFrontTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void relaysWhatEitherKnows(String name) throws Exception {
        Table table =
                Table.of(List.of(ResourceRecord.of(DomainName.of("rutgers.edu"), InetAddress.getByName("172.34.4.6"))));
        CustomTable custom = new CustomTable();
        custom.put(Map.of("www.princeton.edu", InetAddress.getByName("128.1.1.4")));
        try (Transport transport = Transport.named(name);
                ResolverServer dns = ResolverServer.builder()
                        .transport(transport)
                        .wire(DnsFormat.standard().authoritative())
                        .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .resolver(TableResolver.of(() -> table))
                        .build()
                        .start();
                ResolverServer line = custom.serve(transport, 0);
                ResolverServer front = DnsFront.serve(transport, 0, dns.address(), line.address())) {
            Resolver client = RemoteResolver.of(transport, DnsFormat.standard(), front.address());

            assertThat(client.lookupAndWait(Question.of("rutgers.edu"), LONG))
                    .hasToString("Found[rutgers.edu 172.34.4.6 A IN]");
            assertThat(client.lookupAndWait(Question.of("www.princeton.edu"), LONG))
                    .hasToString("Found[www.princeton.edu 128.1.1.4 A IN]");
        }
    }
}
