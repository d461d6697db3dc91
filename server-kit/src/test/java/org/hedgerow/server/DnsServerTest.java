package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.tables.TableFile;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.Leaks;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of the DNS protocol, which are bound for streams and datagrams, and those who ask them. */
class DnsServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Leaks leaks = Leaks.snapshot();

    @RegisterExtension
    final Servers servers = new Servers();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void bothProtocolsAreServedOnTheSamePort(String name) throws Exception {
        Transport transport = Transport.named(name);
        ResolverServer server = serve(transport, table(), DnsFormat.standard().authoritative());
        for (DnsFormat format :
                new DnsFormat[] {DnsFormat.standard(), DnsFormat.standard().streamOnly()}) {
            RemoteResolver remote = RemoteResolver.of(transport, format, server.address());
            assertThat(remote.lookupAndWait(Question.of("www.Princeton.edu"), LONG))
                    .isInstanceOf(Found.class)
                    .hasToString("Found[www.princeton.edu 128.1.1.4 A IN]");
            assertThat(remote.lookupAndWait(Question.of("nothinghere.com"), LONG))
                    .isEqualTo(NotFound.NAME);
            remote.close();
        }
        assertThat(server.totals().questions()).isEqualTo(4);
        assertThat(server.accepted()).isBetween(1L, 2L); // one for each lane that a look-up falls to
        assertThat(server.close(LONG)).isEqualTo(Shutdown.GRACEFUL);
        transport.close();
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        leaks.assertNone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void eitherFormatMayBeInFrontOfTheOther(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer line = servers.closeLater(
                serve(transport, table(), LineFormat.standard().silentOnMiss()));
        ResolverServer dns = servers.closeLater(
                serve(transport, table(), DnsFormat.standard().authoritative()));
        ResolverServer dnsFront = servers.closeLater(serve(
                transport, RemoteResolver.of(transport, LineFormat.standard(), line.address()), DnsFormat.standard()));
        ResolverServer lineFront = servers.closeLater(serve(
                transport, RemoteResolver.of(transport, DnsFormat.standard(), dns.address()), LineFormat.standard()));
        for (ResolverServer front : new ResolverServer[] {dnsFront, lineFront}) {
            WireFormat format = front == dnsFront ? DnsFormat.standard() : LineFormat.standard();
            Resolver client = RemoteResolver.of(transport, format, front.address());
            assertThat(client.lookupAndWait(Question.of("rutgers.edu"), LONG))
                    .hasToString("Found[rutgers.edu 172.34.4.6 A IN]");
            assertThat(client.lookupAndWait(Question.of("WWW.princeton.edu"), LONG)
                            .toString())
                    .endsWith("128.1.1.4 A IN]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aPortThatIsTakenForDatagramsIsToldAndGivenUpForStreams(String name) throws Exception {
        Transport transport = servers.transport(name);
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress taken = (InetSocketAddress) other.getLocalSocketAddress();
            ResolverServer server = ResolverServer.builder()
                    .transport(transport)
                    .wire(DnsFormat.standard())
                    .listen(taken)
                    .resolver(table())
                    .build();
            assertThatThrownBy(server::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getPort());
            assertThat(Servers.isRefused(taken)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anEndingServerAnswersTheDatagramsThatItHas(String name) throws Exception {
        Transport transport = servers.transport(name);
        HeldCalls held = new HeldCalls();
        ResolverServer server = servers.closeLater(serve(transport, held, DnsFormat.standard()));
        Resolver client = RemoteResolver.of(transport, DnsFormat.standard(), server.address());
        FutureTask<Answer> answer = Servers.inBackground(() -> client.lookupAndWait(Question.of("slow.com"), LONG));
        Call call = held.take();
        FutureTask<Shutdown> end = Servers.inBackground(() -> server.close(LONG));
        call.answer(Servers.FOUND);
        assertThat(Servers.get(answer)).hasToString("Found[slow.com 127.0.0.1 A IN]");
        assertThat(Servers.get(end)).isEqualTo(Shutdown.GRACEFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anEndingServerCutsWhatIsNotAnsweredInTime(String name) throws Exception {
        Transport transport = servers.transport(name);
        HeldCalls held = new HeldCalls();
        ResolverServer server = servers.closeLater(serve(transport, held, DnsFormat.standard()));
        Resolver client = RemoteResolver.of(transport, DnsFormat.standard(), server.address());
        FutureTask<Answer> answer =
                Servers.inBackground(() -> client.lookupAndWait(Question.of("slow.com"), Servers.SHORT));
        held.take();
        assertThat(server.close(Duration.ZERO)).isEqualTo(Shutdown.FORCED);
        assertThat(Servers.get(answer))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.TIMEOUT));
    }

    /** RFC 7766, section 6.2.3: a server need not keep a connection on which nothing moves. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aConnectionOnWhichNothingMovesIsClosed(String name) throws Exception {
        ManualTicker ticker = new ManualTicker();
        Transport transport = servers.closeLater(
                Transport.named(name, TransportOptions.defaults().withTicker(ticker)));
        ticker.drive(transport);
        ResolverServer server = servers.closeLater(serve(transport, table(), DnsFormat.standard()));
        RawClient client = servers.client(server);
        client.send(new byte[] {0, 23, 0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 3, 'e', 'd', 'u', 0, 0, 1, 0, 1});
        assertThat(client.read(2)).isEqualTo("\0\u0017"); // its reply, NXDOMAIN, as long as the query
        client.read(23);

        ticker.advance(Duration.ofMinutes(5).minusMillis(1));
        client.send(new byte[] {0, 23, 0, 8, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 3, 'e', 'd', 'u', 0, 0, 1, 0, 1});
        client.read(25);
        ticker.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(server.connections()).isEqualTo(1);
        // The server may note that its reply has left after the client has read it, and so after the time was moved.
        await().until(() -> {
            ticker.advance(Duration.ofMinutes(5));
            return server.connections() == 0;
        });
        assertThat(Servers.endOf(client)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void thousandsOfQuestionsAtOnceAreAllAnswered(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer first = servers.closeLater(serve(transport, table(), DnsFormat.standard()));
        ResolverServer second = servers.closeLater(serve(transport, table(), DnsFormat.standard()));
        Resolver both = FanOutResolver.builder()
                .upstream("first", RemoteResolver.of(transport, DnsFormat.standard(), first.address()))
                .upstream("second", RemoteResolver.of(transport, DnsFormat.standard(), second.address()))
                .build();
        ResolverServer rs = servers.closeLater(serve(transport, both, DnsFormat.standard()));
        Resolver client = RemoteResolver.of(transport, DnsFormat.standard(), rs.address());
        Flood flood = new Flood(transport.lane(), client, 5000, 200);
        assertThat(Servers.get(Servers.inBackground(flood::answers)))
                .hasSize(5000)
                .allSatisfy(answer -> assertThat(answer).isEqualTo(NotFound.NAME.withAuthoritative(false)));
    }

    private static ResolverServer serve(Transport transport, Resolver resolver, WireFormat wire) throws IOException {
        return ResolverServer.builder()
                .transport(transport)
                .wire(wire)
                .listen(Servers.ANY_PORT)
                .resolver(resolver)
                .build()
                .start();
    }

    private static Resolver table() throws IOException {
        Table table = Table.of(TableFile.parse(
                "table", "www.princeton.edu 128.1.1.4\nrutgers.edu 172.34.4.6 A\n".getBytes(StandardCharsets.UTF_8)));
        return TableResolver.of(() -> table);
    }
}
