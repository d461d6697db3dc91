package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.peers.Tool.dig;

import java.net.SocketAddress;
import java.time.Duration;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dig makes of a table server. */
class DigIT extends PeerFixture {
    private static final String ADDRESS = "Www.princeton.edu. 300 IN A 128.1.1.4";

    private ResolverServer server;

    private SocketAddress start(String transport) throws Exception {
        server = tableServer(transport(transport), Zones.princeton().table());
        return server.address();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void overDatagramsAndOverStreams(String transport) throws Exception {
        SocketAddress address = start(transport);
        Tool.Output datagram = dig(address, "+norecurse", "www.princeton.edu");
        assertThat(datagram.lines()).containsExactly(ADDRESS);
        assertThat(datagram.text()).contains("status: NOERROR", "flags: qr aa;", "udp: 1232", "(UDP)");
        assertThat(server.accepted()).isZero();
        Tool.Output stream = dig(address, "+norecurse", "+tcp", "www.princeton.edu");
        assertThat(stream.lines()).containsExactly(ADDRESS);
        assertThat(stream.text()).contains("flags: qr aa;", "(TCP)");
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(datagram.text() + stream.text()).doesNotContainIgnoringCase("warning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void theNameIsReturnedAsItWasAskedAndTheOwnerAsTheTableHasIt(String transport) throws Exception {
        Tool.Output output = dig(start(transport), "wWw.prInceton.edu");
        assertThat(output.text()).contains(";wWw.prInceton.edu.\t");
        assertThat(output.lines()).containsExactly(ADDRESS);
    }

    /** The last three do not fit what is asked for first, so dig comes again over a stream. */
    @ParameterizedTest
    @CsvSource({
        "nio,512,512",
        "nio,1232,1232",
        "nio,4096,1232",
        "blocking,512,512",
        "blocking,1232,1232",
        "blocking,4096,1232"
    })
    void aLongAnswerIsTruncatedAtWhatBothTake(String transport, int payload, int limit) throws Exception {
        SocketAddress address = start(transport);
        String bufsize = "+bufsize=" + payload;
        boolean middleFits = limit >= 1232;
        Tool.Output middle = dig(address, bufsize, "middle.princeton.edu", "TXT");
        assertThat(middle.lines()).hasSize(1);
        assertThat(middle.text().contains("Truncated, retrying in TCP mode")).isEqualTo(!middleFits);
        assertThat(server.accepted()).isEqualTo(middleFits ? 0 : 1);

        Tool.Output big = dig(address, bufsize, "big.princeton.edu", "TXT");
        assertThat(big.lines()).hasSize(20);
        assertThat(big.text()).contains("Truncated, retrying in TCP mode", "(TCP)");

        Tool.Output cut = dig(address, bufsize, "+ignore", "+notcp", "big.princeton.edu", "TXT");
        assertThat(cut.lines()).isEmpty();
        assertThat(cut.text()).contains("flags: qr aa tc rd;", "ANSWER: 0", "(UDP)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void withoutEdnsNoneIsReturnedAndTheLimitIs512(String transport) throws Exception {
        SocketAddress address = start(transport);
        Tool.Output small = dig(address, "+noedns", "www.princeton.edu");
        assertThat(small.lines()).containsExactly(ADDRESS);
        assertThat(small.text()).contains("ADDITIONAL: 0").doesNotContain("EDNS");
        Tool.Output middle = dig(address, "+noedns", "+ignore", "middle.princeton.edu", "TXT");
        assertThat(middle.lines()).isEmpty();
        assertThat(middle.text()).contains(" tc ").doesNotContain("EDNS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void edns(String transport) throws Exception {
        SocketAddress address = start(transport);
        assertThat(dig(address, "+edns=1", "+noednsnegotiation", "www.princeton.edu")
                        .text())
                .contains("status: BADVERS", "EDNS: version: 0", "ANSWER: 0");
        assertThat(dig(address, "+edns=1", "www.princeton.edu").lines()).containsExactly(ADDRESS); // asks once more
        Tool.Output unknownOption = dig(address, "+ednsopt=65001:abcd", "+cookie", "+nsid", "www.princeton.edu");
        assertThat(unknownOption.lines()).containsExactly(ADDRESS);
        assertThat(unknownOption.text()).doesNotContain("OPT=65001", "COOKIE", "NSID", "ANSWER: 0");
        assertThat(dig(address, "+ednsflags=0x7fff", "www.princeton.edu").text())
                .contains("EDNS: version: 0, flags:;");
        assertThat(dig(address, "+dnssec", "www.princeton.edu").text()).contains("flags: do;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatIsNotSupportedIsSaidToBe(String transport) throws Exception {
        SocketAddress address = start(transport);
        assertThat(dig(address, "+opcode=status", "www.princeton.edu").text())
                .contains("opcode: STATUS, status: NOTIMP");
        assertThat(dig(address, "+opcode=notify", "www.princeton.edu").text())
                .contains("opcode: NOTIFY, status: NOTIMP");
        assertThat(dig(address, "-c", "CH", "-t", "TXT", "version.bind").text())
                .contains("status: REFUSED", ";version.bind.\t\t\tCH\tTXT", "EDE: 21 (Not Supported)");
        assertThat(dig(address, "elsewhere.example").text()).contains("status: REFUSED", "EDE: 20 (Not Authoritative)");
        Tool.Output transfer = dig(address, "princeton.edu", "AXFR");
        assertThat(transfer.text()).contains("; Transfer failed.").doesNotContain("128.1.1.4");
        assertThat(dig(address, "+notcp", "princeton.edu", "IXFR=1").lines()).isEmpty();
        assertThat(dig(address, "www.princeton.edu").lines()).containsExactly(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anyIsAnsweredWithOneTypeAndUnknownTypesAsTheyAre(String transport) throws Exception {
        SocketAddress address = start(transport);
        assertThat(dig(address, "+notcp", "www.princeton.edu", "ANY").lines()).containsExactly(ADDRESS);
        assertThat(dig(address, "opaque.princeton.edu", "TYPE65280").lines())
                .containsExactly("opaque.princeton.edu. 300 IN TYPE65280 \\# 4 0A000001");
        assertThat(dig(address, "mail.princeton.edu", "MX").lines())
                .containsExactly("mail.princeton.edu. 300 IN MX 10 mx.princeton.edu.");
        assertThat(dig(address, "alias.princeton.edu", "AAAA").lines())
                .containsExactly(
                        "alias.princeton.edu. 60 IN CNAME www.princeton.edu.",
                        "www.princeton.edu. 300 IN AAAA 2001:db8::4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void whatDoesNotExistComesWithTheSoaAndItsNegativeTtl(String transport) throws Exception {
        SocketAddress address = start(transport);
        String soa = "princeton.edu. 600 IN SOA ns.princeton.edu. admin.princeton.edu. 2026010100 7200 900 1209600 600";
        Tool.Output noName = dig(address, "nowhere.princeton.edu");
        assertThat(noName.text()).contains("status: NXDOMAIN", "flags: qr aa rd;", "ANSWER: 0, AUTHORITY: 1");
        assertThat(noName.lines()).containsExactly(soa);
        Tool.Output noType = dig(address, "www.princeton.edu", "TXT");
        assertThat(noType.text()).contains("status: NOERROR", "flags: qr aa rd;", "ANSWER: 0, AUTHORITY: 1");
        assertThat(noType.lines()).containsExactly(soa);
        assertThat(dig(address, "b.princeton.edu").text()).contains("status: NOERROR", "AUTHORITY: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aTimeOutIsExplained(String transport) throws Exception {
        Transport moving = transport(transport);
        Resolver silent = (question, call) -> {};
        ServingOptions soon = ServingOptions.defaults().withTimeout(Duration.ofMillis(200));
        ResolverServer waiting = serve(ResolverServer.builder()
                .transport(moving)
                .wire(DnsFormat.standard())
                .resolver(silent)
                .serving(soon));
        assertThat(dig(waiting.address(), "www.princeton.edu").text())
                .contains("status: SERVFAIL", "flags: qr rd ra;", "EDE: 22 (No Reachable Authority)");
        assertThat(dig(waiting.address(), "+tcp", "www.princeton.edu").text())
                .contains("status: SERVFAIL", "EDE: 22 (No Reachable Authority)");
        assertThat(waiting.totals().timedOut()).isEqualTo(2);
    }
}
