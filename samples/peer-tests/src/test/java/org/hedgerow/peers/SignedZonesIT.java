package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.AliasFollower;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Validators behind a root server that asks two servers, one of which has a signed zone and one a signed zone below it: each
 * answer and each denial arrives with its signatures and proofs. Once, all of these were lost, and every signed zone was bogus.
 */
class SignedZonesIT extends PeerFixture {
    private static final String UPPER = """
            www.example. 300 IN A 192.0.2.1
            www.example. 300 IN AAAA 2001:db8::1
            *.wild.example. 300 IN A 192.0.2.2
            alias.example. 300 IN CNAME www.example.
            away.example. 300 IN CNAME www.sub.example.
            *.aliases.example. 300 IN CNAME www.example.
            old.example. 300 IN DNAME new.example.
            a.new.example. 300 IN A 192.0.2.3
            mail.example. 300 IN MX 10 www.example.
            sub.example. 300 IN NS ns.sub.example.
            ns.sub.example. 300 IN A 127.0.0.1
            large.example. 300 IN TXT "%1$s" "%1$s" "%1$s" "%1$s" "%1$s" "%1$s"
            """.formatted("x".repeat(250));

    private static final String LOWER = """
            www.sub.example. 300 IN A 192.0.2.4
            *.wild.sub.example. 300 IN A 192.0.2.5
            alias.sub.example. 300 IN CNAME www.sub.example.
            back.sub.example. 300 IN CNAME www.example.
            """;

    private SignedZone upper;
    private ResolverServer server;

    private void start(String moving) throws Exception {
        SignedZone lower = SignedZone.sign(
                directory.resolve("lower-keys"), Zone.of("sub.example", LOWER), "-n", "-a", "1", "-t", "1");
        upper = SignedZone.sign(directory.resolve("upper-keys"), Zone.of("example", UPPER + lower.ds()));
        Peer first = closeLater(Nsd.start(directory.resolve("upper"), upper.zone()));
        Peer second = closeLater(Nsd.start(directory.resolve("lower"), lower.zone()));
        Transport transport = transport(moving);
        server = serve(
                transport,
                DnsFormat.standard(),
                AliasFollower.of(FanOutResolver.builder()
                        .upstream("upper", remote(transport, DnsFormat.standard(), first.address()))
                        .upstream("lower", remote(transport, DnsFormat.standard(), second.address()))
                        .build()));
    }

    private static final List<String> QUESTIONS = List.of(
            "www.example A",
            "WWW.Example AAAA",
            "www.example TXT",
            "nowhere.example A",
            "nowhere.below.www.example A",
            "any.wild.example A",
            "any.wild.example AAAA",
            "alias.example A",
            "alias.example TXT",
            "alias.example CNAME",
            "any.aliases.example A",
            "a.old.example A",
            "away.example A",
            "mail.example MX",
            "large.example TXT",
            "example SOA",
            "example NS",
            "example DNSKEY",
            "example NSEC",
            "sub.example DS",
            "www.example DS",
            "sub.example DNSKEY",
            "sub.example SOA",
            "sub.example NSEC3PARAM",
            "www.sub.example A",
            "www.sub.example TXT",
            "nowhere.sub.example A",
            "any.wild.sub.example A",
            "any.wild.sub.example MX",
            "alias.sub.example A",
            "back.sub.example AAAA");

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void delvFindsEachAnswerValid(String transport) throws Exception {
        start(transport);
        Path anchor = upper.bindAnchor(directory.resolve("anchors"));
        InetSocketAddress address = (InetSocketAddress) server.address();
        for (String question : QUESTIONS) {
            String[] fields = question.split(" ");
            Tool.Output output = Tool.run(List.of(
                    Program.DELV.path(),
                    "@127.0.0.1",
                    "-p",
                    String.valueOf(address.getPort()),
                    "-a",
                    anchor.toString(),
                    "+root=example",
                    fields[0],
                    fields[1]));
            assertThat(output.text()).as(question).contains("fully validated").doesNotContain("unsigned answer");
        }
    }

    /** A bit AD says that Unbound has found all of it valid. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void unboundFindsEachAnswerValid(String transport) throws Exception {
        start(transport);
        Path anchor = Files.writeString(directory.resolve("anchors"), upper.ds());
        int port = ((InetSocketAddress) server.address()).getPort();
        Peer unbound = closeLater(Unbound.start(directory.resolve("unbound"), """
                    module-config: "validator iterator"
                    trust-anchor-file: "%s"
                    local-zone: "example." nodefault
                forward-zone:
                    name: "."
                    forward-addr: 127.0.0.1@%d
                """.formatted(anchor, port)));
        for (String question : QUESTIONS) {
            String[] fields = question.split(" ");
            Tool.Output output = Tool.dig(unbound.address(), fields[0], fields[1], "+adflag");
            assertThat(output.text())
                    .as(question)
                    .containsPattern("status: (NOERROR|NXDOMAIN)")
                    .containsPattern("flags: [a-z ]* ad[; ]");
        }
    }
}
