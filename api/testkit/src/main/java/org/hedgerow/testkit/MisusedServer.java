package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.WireFormat;

/**
 * A server over one of the ways that questions come in by, whose resolver misbehaves on {@link #BAD} and finds all else at
 * once, and a client of it on a transport of its own. No deadline passes: a failure is the server's, said at once.
 */
final class MisusedServer {
    static final Question BAD = Question.of("bad.test");
    static final Answer FOUND =
            Found.of(List.of(ResourceRecord.of(DomainName.of("found.test"), InetAddress.getLoopbackAddress())));

    private final TransportBench bench;
    private final Way way;
    private final Transport transport;
    private final Transport clients;
    private final InFlightMemory memory =
            InFlightMemory.ofBytes(InFlightMemory.ofProcess().limit());
    private final Binding binding;
    private final RemoteResolver client;

    /** By which a question comes in. */
    enum Way {
        LINE(LineFormat.standard()),
        DNS_STREAM(DnsFormat.standard().streamOnly()),
        DNS_DATAGRAMS(DnsFormat.standard().withRateLimit(null));

        private final WireFormat format;

        Way(WireFormat format) {
            this.format = format;
        }
    }

    MisusedServer(TransportBench bench, Way way, Resolver misuse) {
        this.bench = bench;
        this.way = way;
        this.transport = bench.transport();
        this.clients = bench.transportOnManualTime(); // on which no datagram is sent again, however slow the machine
        Resolver resolver = (question, call) -> {
            if (question.name().equals(BAD.name())) {
                misuse.resolve(question, call);
            } else {
                call.answer(found(question));
            }
        };
        this.binding = bind(resolver);
        this.client = newClient();
    }

    /** What is found for another name. */
    static Answer found(Question question) {
        return Found.of(List.of(ResourceRecord.of(question.name(), InetAddress.getLoopbackAddress())));
    }

    private Binding bind(Resolver resolver) {
        ServingTotals totals = new ServingTotals();
        ServingOptions options = ServingOptions.defaults()
                .withTimeout(Wait.LIMIT.multipliedBy(100))
                .withFailFast(true)
                .withMemory(memory);
        bench.expectInTheEnd(
                () -> assertThat(memory.held()).as("bytes held of %s", way).isZero());
        ServingContext context =
                ServingContext.of(resolver).withOptions(options).withTotals(totals);
        try {
            return way == Way.DNS_DATAGRAMS
                    ? bench.bind(transport, Objects.requireNonNull(way.format.servingDatagrams(context), "datagrams"))
                    : bench.listen(transport, way.format.serving(context));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Transport transport() {
        return transport;
    }

    /** The transport that clients ask over. */
    Transport clients() {
        return clients;
    }

    Binding binding() {
        return binding;
    }

    /** Another client, which has no connection yet. */
    RemoteResolver newClient() {
        RemoteResolver made = bench.keep(RemoteResolver.builder(clients, way.format, binding.address())
                .singleConnection()
                .build());
        bench.expectInTheEnd(() ->
                assertThat(made.totals().pending()).as("pending by %s", way).isZero());
        return made;
    }

    /** What comes of a question that the resolver misbehaves on. */
    CompletableFuture<Answer> askBad() {
        return client.lookup(BAD, Wait.LIMIT);
    }

    /** The server says that it has failed, and goes on. */
    void expectFailureAndService() {
        assertThat(Wait.on(askBad(), "answered"))
                .as("%s", way)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.toString()).containsAnyOf("the server says", "SERVER_FAILURE"));
        expectService();
    }

    /** Another question is answered, over the connection that there is as well as over a new one. */
    void expectService() {
        for (RemoteResolver each : List.of(client, newClient())) {
            Question question = Question.of("good.test");
            assertThat(Wait.on(each.lookup(question, Wait.LIMIT), "answered")).isEqualTo(found(question));
        }
        assertThat(client.totals().dropped()).as("replies to nothing").isZero();
        assertThat(client.totals().connects()).as("connections").isEqualTo(way == Way.DNS_DATAGRAMS ? 0 : 1);
    }
}
