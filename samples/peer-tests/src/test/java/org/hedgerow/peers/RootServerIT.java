package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.line.LineFormat;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A root server that speaks DNS in front of NSD, of a table server that speaks the line format, and of nobody. */
class RootServerIT extends PeerFixture {
    private static final String NAME = "www.princeton.edu";
    private static final Duration ALMOST = DnsFormat.DEFAULT_TIMEOUT.minusMillis(1);

    private final Heard heard = new Heard();
    private final FanOutResolver.Builder upstreams = FanOutResolver.builder().listener(heard);
    private Transport transport;

    private void addNsd(Zone zone) throws Exception {
        Peer nsd = closeLater(Nsd.start(directory.resolve("nsd"), zone));
        upstreams.upstream("nsd", remote(transport, DnsFormat.standard(), nsd.address()));
    }

    private void addLine(Zone zone) throws Exception {
        Table table = zone.table();
        ResolverServer line = serve(transport, LineFormat.standard().silentOnMiss(), TableResolver.of(() -> table));
        upstreams.upstream("line", remote(transport, LineFormat.standard(), line.address()));
    }

    private void addDead(boolean silent) throws Exception {
        SocketAddress dead = silent ? closeLater(new HeldUpstream()).address() : Peer.freeAddress();
        upstreams.upstream("dead", remote(transport, DnsFormat.standard(), dead));
    }

    private HeldUpstream addHeld(String name) throws Exception {
        HeldUpstream held = closeLater(new HeldUpstream());
        upstreams.upstream(name, remote(transport, DnsFormat.standard(), held.address()));
        return held;
    }

    private ResolverServer serve(NegativePolicy policy) throws Exception {
        return serve(transport, DnsFormat.standard(), upstreams.policy(policy).build());
    }

    /** NSD refuses the name at once, or denies it, which decides nothing either. */
    @ParameterizedTest
    @CsvSource({"nio,true", "nio,false", "blocking,true", "blocking,false"})
    void whoKnowsIsHeardWhileTheDeadOneIsWaitedFor(String moving, boolean silent) throws Exception {
        transport = transport(moving);
        addDead(silent);
        addNsd(Zone.of("nsd.example", "host.nsd.example. 300 IN A 192.0.2.1\n"));
        addLine(Zones.princeton());
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        Tool.Output output = Tool.dig(server.address(), NAME);
        assertThat(output.lines()).containsExactly("Www.princeton.edu. 300 IN A 128.1.1.4");
        assertThat(output.text()).contains("status: NOERROR", "flags: qr rd ra;");
        assertThat(Tool.dig(server.address(), "+short", "host.nsd.example").lines())
                .containsExactly("192.0.2.1");
        if (silent) {
            assertThat(heard.said()).contains("dead: CANCELLED").doesNotContain("dead: TIMEOUT");
        }
        assertThat(server.totals().found()).isEqualTo(2);
        assertThat(server.totals().timedOut()).isZero();
        assertThat(server.totals().failed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anUnknownNameIsWaitedForToTheDeadlineAndNoLonger(String moving) throws Exception {
        ManualTicker ticker = new ManualTicker();
        transport = transport(moving, options().withLanes(1).withTicker(ticker));
        ticker.drive(transport);
        addDead(true);
        addNsd(Zones.princeton());
        addLine(Zones.princeton());
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        try (PlainClient client = new PlainClient(server.address())) {
            Message unknown = PlainClient.query(PlainClient.name("nowhere.example"), Type.A);
            client.send(unknown.toWire());
            await().atMost(LIMIT).until(() -> heard.said().contains("nsd: Elsewhere"));
            ticker.advance(ALMOST);
            // What is asked now is answered first, so the other was not.
            assertThat(new Message(askFor(client, "www.princeton.edu")).getRcode())
                    .isEqualTo(Rcode.NOERROR);
            assertThat(server.totals().timedOut()).isZero();
            ticker.advance(Duration.ofMillis(1));
            Message reply = new Message(client.receive());
            assertThat(reply.getHeader().getID()).isEqualTo(unknown.getHeader().getID());
            assertThat(reply.getRcode()).isEqualTo(Rcode.SERVFAIL);
            assertThat(extendedError(reply)).isEqualTo(ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY);
            assertThat(server.totals().timedOut()).isEqualTo(1);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(heard.said())
                            .endsWith("dead: CANCELLED", "line: CANCELLED", "decided: CANCELLED"));
        }
    }

    private static byte[] askFor(PlainClient client, String name) throws Exception {
        client.send(PlainClient.query(PlainClient.name(name), Type.A).toWire());
        return client.receive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void digSeesWhyAnUnknownNameCouldNotBeTold(String moving) throws Exception {
        transport = transport(moving);
        addDead(true);
        addNsd(Zones.princeton());
        addLine(Zones.princeton());
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        assertThat(Tool.dig(server.address(), "nowhere.example").text())
                .contains("status: SERVFAIL", "EDE: 22 (No Reachable Authority)", "ANSWER: 0, AUTHORITY: 0");
        assertThat(server.totals().timedOut()).isEqualTo(1);
    }

    /** Once, such a name was waited for until the deadline, though the server of its zone had denied it. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatTheServerOfItsZoneDeniesIsDeniedAfterAGrace(String moving) throws Exception {
        ManualTicker ticker = new ManualTicker();
        transport = transport(moving, options().withLanes(1).withTicker(ticker));
        ticker.drive(transport);
        addDead(true);
        addNsd(Zones.princeton());
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        try (PlainClient client = new PlainClient(server.address())) {
            client.send(PlainClient.query(PlainClient.name("nowhere.princeton.edu"), Type.A)
                    .toWire());
            await().atMost(LIMIT).until(() -> heard.said().contains("nsd: NotFound"));
            ticker.advance(FanOutResolver.DEFAULT_GRACE);
            Message reply = new Message(client.receive());
            assertThat(reply.getRcode()).isEqualTo(Rcode.NXDOMAIN);
            // Who is silent may be the one that has the name.
            assertThat(reply.getSection(Section.AUTHORITY).get(0).getTTL()).isEqualTo(5);
        }
    }

    /** Time stands still: whatever is answered is answered at once. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void ofReplicasTheFirstToDenyDecides(String moving) throws Exception {
        transport = transport(moving, options().withTicker(new ManualTicker()));
        addDead(true);
        addNsd(Zones.princeton());
        addLine(Zones.princeton());
        ResolverServer server = serve(NegativePolicy.REPLICATED);
        Tool.Output output = Tool.dig(server.address(), "nowhere.princeton.edu");
        assertThat(output.text()).contains("status: NXDOMAIN", "ANSWER: 0, AUTHORITY: 1");
        assertThat(output.lines()).singleElement().asString().startsWith("princeton.edu. 600 IN SOA ");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(heard.said())
                        .containsExactlyInAnyOrder(
                                "nsd: NotFound", "decided: NotFound", "dead: CANCELLED", "line: CANCELLED"));
        assertThat(server.totals().notFound()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureThatIsFastDoesNotBeatAnAnswerThatIsSlow(String moving, NegativePolicy policy, int rcode)
            throws Exception {
        transport = transport(moving, options().withTicker(new ManualTicker()));
        HeldUpstream fast = addHeld("fast");
        HeldUpstream slow = addHeld("slow");
        ResolverServer server = serve(policy);
        try (PlainClient client = new PlainClient(server.address())) {
            client.send(PlainClient.query(PlainClient.name("a.example"), Type.A).toWire());
            HeldUpstream.Query failing = fast.take();
            fast.send(failing.reply(rcode), failing.client());
            await().atMost(LIMIT).until(() -> heard.said().stream().anyMatch(each -> each.startsWith("fast: ")));
            HeldUpstream.Query answering = slow.take();
            slow.send(answering.found("192.0.2.1"), answering.client());
            Message reply = new Message(client.receive());
            assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of("nio", "blocking")
                .flatMap(transport -> Stream.of(NegativePolicy.values())
                        .flatMap(policy -> Stream.of(Rcode.SERVFAIL, Rcode.REFUSED, Rcode.YXDOMAIN)
                                .map(rcode -> Arguments.of(transport, policy, rcode))));
    }

    /** A name that one of the tables has exists, whatever the others say, and whoever says so first. */
    @ParameterizedTest
    @CsvSource({"nio,true", "nio,false", "blocking,true", "blocking,false"})
    void thatThereIsNoSuchTypeOutranksThatThereIsNoSuchName(String moving, boolean nameFirst) throws Exception {
        transport = transport(moving, options().withTicker(new ManualTicker()));
        List<HeldUpstream> both = List.of(addHeld("first"), addHeld("second"));
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        try (PlainClient client = new PlainClient(server.address())) {
            client.send(PlainClient.query(PlainClient.name("a.example"), Type.A).toWire());
            for (int i = 0; i < 2; i++) {
                HeldUpstream.Query query = both.get(i).take();
                boolean noName = nameFirst == (i == 0);
                both.get(i).send(query.missing(noName ? Rcode.NXDOMAIN : Rcode.NOERROR), query.client());
                int said = i + 1;
                await().atMost(LIMIT).until(() -> heard.said().size() >= said);
            }
            Message reply = new Message(client.receive());
            assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
            assertThat(reply.getSection(Section.ANSWER)).isEmpty();
            assertThat(reply.getSection(Section.AUTHORITY)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatNobodyHasIsDeniedAtOnceWhenAllHaveSaidSo(String moving) throws Exception {
        transport = transport(moving, options().withTicker(new ManualTicker()));
        addNsd(Zones.princeton());
        Table table = Zones.princeton().table();
        upstreams.upstream(
                "table",
                remote(
                        transport,
                        DnsFormat.standard(),
                        tableServer(transport, table).address()));
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        Tool.Output output = Tool.dig(server.address(), "nowhere.princeton.edu");
        assertThat(output.text()).contains("status: NXDOMAIN", "AUTHORITY: 1");
        assertThat(heard.said()).containsExactlyInAnyOrder("nsd: NotFound", "table: NotFound", "decided: NotFound");
    }

    /** Tables without SOA records, as table files are, each with names of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void tablesThatDifferAndHaveNoZonesDenyAtOnceWhatNoneOfThemHas(String moving) throws Exception {
        transport = transport(moving, options().withTicker(new ManualTicker()));
        addTable("first", "www.princeton.edu. 300 IN A 128.1.1.4\nsix.example. 300 IN AAAA 2001:db8::6\n");
        addTable("second", "www.example. 300 IN A 192.0.2.1\n");
        ResolverServer server = serve(NegativePolicy.PARTITIONED);
        assertThat(Tool.dig(server.address(), "+short", NAME).lines()).containsExactly("128.1.1.4");
        assertThat(Tool.dig(server.address(), "+short", "www.example").lines()).containsExactly("192.0.2.1");
        assertThat(Tool.dig(server.address(), "nowhere.example").text())
                .contains("status: NXDOMAIN", "ANSWER: 0, AUTHORITY: 0");
        assertThat(Tool.dig(server.address(), "six.example").text())
                .contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 0");
        assertThat(server.totals().found()).isEqualTo(2);
        assertThat(server.totals().notFound()).isEqualTo(2);
    }

    private void addTable(String name, String lines) throws Exception {
        SocketAddress server =
                tableServer(transport, new Zone("", lines).table()).address();
        upstreams.upstream(name, remote(transport, DnsFormat.standard(), server));
    }

    /** That nobody is at a port is heard over streams only: for datagrams anybody could say so. */
    @ParameterizedTest
    @EnumSource(NegativePolicy.class)
    void whenAllHaveFailedThatIsSaidAtOnce(NegativePolicy policy) throws Exception {
        transport = transport("nio", options().withTicker(new ManualTicker()));
        upstreams.upstream("dead", remote(transport, DnsFormat.standard().streamOnly(), Peer.freeAddress()));
        addNsd(Zone.of("nsd.example", ""));
        ResolverServer server = serve(policy);
        assertThat(Tool.dig(server.address(), NAME).text())
                .contains("ANSWER: 0")
                .doesNotContain("status: NXDOMAIN");
        assertThat(server.totals().timedOut()).isZero();
        assertThat(server.totals().failed()).isEqualTo(1);
    }

    private static int extendedError(Message reply) {
        return ((ExtendedErrorCodeOption) reply.getOPT()
                        .getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)
                        .get(0))
                .getErrorCode();
    }
}
