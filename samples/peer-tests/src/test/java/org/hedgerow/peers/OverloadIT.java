package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Floods of names that nobody answers, past each limit of questions in flight. */
class OverloadIT extends PeerFixture {
    private static final int LIMIT_IN_FLIGHT = 64;
    private static final int FLOOD = 5000;

    /** Holds its calls. */
    private static final class Holding implements Resolver {
        private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
        private final AtomicInteger held = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void resolve(Question question, Call call) {
            most.accumulateAndGet(held.incrementAndGet(), Math::max);
            call.onDone(held::decrementAndGet);
            calls.add(call);
        }

        /** Answers all that there are, and those that come in their place. */
        void release(Answer answer) {
            for (Call each = calls.poll(); each != null; each = calls.poll()) {
                each.answer(answer);
            }
        }
    }

    private static ServingOptions limited() {
        return ServingOptions.defaults().withMaxInFlight(LIMIT_IN_FLIGHT).withMaxDatagrams(LIMIT_IN_FLIGHT);
    }

    private static byte[] query(int number) throws Exception {
        return PlainClient.query(PlainClient.name("n" + number + ".example"), Type.A)
                .toWire();
    }

    /** Floods the server with datagrams, and counts the replies by their codes: failures must not wait. */
    private static int failuresOfAFlood(ResolverServer server, PlainClient client) throws Exception {
        int failures = 0;
        for (int i = 0; i < FLOOD; i++) {
            client.send(query(i));
            if (i >= LIMIT_IN_FLIGHT) {
                assertThat(new Message(client.receive()).getRcode()).isEqualTo(Rcode.SERVFAIL);
                failures++;
            }
        }
        assertThat(server.totals().questions()).isEqualTo(FLOOD);
        assertThat(client.hasNothing()).isTrue();
        return failures;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void ofDatagramsThoseAboveTheLimitFailAtOnce(String transport) throws Exception {
        Holding resolver = new Holding();
        ResolverServer server = serve(ResolverServer.builder()
                .transport(transport(transport, options().withLanes(1).withTicker(new ManualTicker())))
                .wire(DnsFormat.standard())
                .resolver(resolver)
                .serving(limited()));
        try (PlainClient client = new PlainClient(server.address())) {
            assertThat(failuresOfAFlood(server, client)).isEqualTo(FLOOD - LIMIT_IN_FLIGHT);
            assertThat(server.totals().overloaded()).isEqualTo(FLOOD - LIMIT_IN_FLIGHT);
            assertThat(resolver.most).hasValue(LIMIT_IN_FLIGHT);
            assertThat(Tool.dig(server.address(), "www.example").text()).contains("status: SERVFAIL", "EDE: 0 (Other");
            resolver.release(NotFound.NAME);
            Set<Integer> ids = new HashSet<>();
            for (int i = 0; i < LIMIT_IN_FLIGHT; i++) {
                Message reply = new Message(client.receive());
                assertThat(reply.getRcode()).isEqualTo(Rcode.NXDOMAIN);
                ids.add(reply.getHeader().getID());
            }
            assertThat(ids).hasSizeGreaterThan(LIMIT_IN_FLIGHT / 2);
        }
        assertThat(resolver.held).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void ofAStreamThoseAboveTheLimitAreNotRead(String transport) throws Exception {
        Holding resolver = new Holding();
        ResolverServer server = serve(ResolverServer.builder()
                .transport(transport(transport, options().withTicker(new ManualTicker())))
                .wire(DnsFormat.standard())
                .resolver(resolver)
                .serving(limited()));
        try (RawClient client = RawClient.connect(server.address())) {
            for (int i = 0; i < FLOOD; i++) {
                byte[] query = query(i);
                client.send(ByteBuffer.allocate(2 + query.length)
                        .putShort((short) query.length)
                        .put(query)
                        .array());
            }
            await().atMost(LIMIT).until(() -> resolver.held.get() == LIMIT_IN_FLIGHT);
            assertThat(server.totals().questions()).isEqualTo(LIMIT_IN_FLIGHT);
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> {
                resolver.release(NotFound.NAME);
                return server.totals().notFound() == FLOOD;
            });
            for (int i = 0; i < FLOOD; i++) {
                int length = ByteBuffer.wrap(client.input().readNBytes(2)).getShort();
                assertThat(new Message(client.input().readNBytes(length)).getRcode())
                        .isEqualTo(Rcode.NXDOMAIN);
            }
        }
        assertThat(resolver.most).hasValueLessThanOrEqualTo(LIMIT_IN_FLIGHT);
        assertThat(server.totals().overloaded()).isZero();
    }

    /** The limit of the asking side, whose server is silent. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatAnUpstreamHasTooMuchOfFailsAtOnce(String name) throws Exception {
        Transport transport = transport(name, options().withLanes(1).withTicker(new ManualTicker()));
        HeldUpstream silent = closeLater(new HeldUpstream());
        RemoteResolver resolver = closeLater(RemoteResolver.builder(transport, DnsFormat.standard(), silent.address())
                .options(UpstreamOptions.defaults().withMaxPending(LIMIT_IN_FLIGHT))
                .build());
        ResolverServer server = serve(transport, DnsFormat.standard(), resolver);
        try (PlainClient client = new PlainClient(server.address())) {
            assertThat(failuresOfAFlood(server, client)).isEqualTo(FLOOD - LIMIT_IN_FLIGHT);
        }
        assertThat(server.totals().overloaded()).isEqualTo(FLOOD - LIMIT_IN_FLIGHT);
        assertThat(resolver.totals().pending()).isEqualTo(LIMIT_IN_FLIGHT);
        assertThat(resolver.totals().sent()).isEqualTo(LIMIT_IN_FLIGHT);
    }

    /** The flood is of one name, and one query is all that the upstream sees of it. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void oneNameIsAskedForOnce(String name) throws Exception {
        Transport transport = transport(name, options().withLanes(1).withTicker(new ManualTicker()));
        HeldUpstream upstream = closeLater(new HeldUpstream());
        RemoteResolver resolver = remote(transport, DnsFormat.standard(), upstream.address());
        ResolverServer server = serve(transport, DnsFormat.standard(), resolver);
        try (PlainClient client = new PlainClient(server.address())) {
            for (int i = 0; i < LIMIT_IN_FLIGHT; i++) {
                client.send(query(1));
            }
            await().atMost(LIMIT).until(() -> server.totals().questions() == LIMIT_IN_FLIGHT);
            HeldUpstream.Query query = upstream.take();
            upstream.send(query.found("192.0.2.1"), query.client());
            for (int i = 0; i < LIMIT_IN_FLIGHT; i++) {
                assertThat(new Message(client.receive()).getRcode()).isEqualTo(Rcode.NOERROR);
            }
        }
        assertThat(resolver.totals().sent()).isEqualTo(1);
    }

    /** The reasons why nothing was found, as a client hears them. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void eachReasonHasItsCode(String transport) throws Exception {
        Transport moving = transport(transport);
        for (Failed.Reason reason : Failed.Reason.values()) {
            ResolverServer server =
                    serve(moving, DnsFormat.standard(), (question, call) -> call.answer(Failed.of(reason, "")));
            String text = Tool.dig(server.address(), "www.example").text();
            String code = reason == Failed.Reason.REFUSED ? "REFUSED" : "SERVFAIL";
            assertThat(text).as(reason.name()).contains("status: " + code, "EDE: ");
        }
    }
}
