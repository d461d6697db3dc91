package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.hedgerow.server.ResolverServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Unbound, as strict as it can be, makes of a table server that it asks. */
class UnboundClientIT extends PeerFixture {
    private static final String STRICT = """
            use-caps-for-id: yes
            harden-below-nxdomain: yes
            harden-short-bufsize: yes
            harden-large-queries: yes
            qname-minimisation: yes
            qname-minimisation-strict: yes
            """;

    private ResolverServer server;
    private Peer unbound;

    private void start(String transport) throws Exception {
        server = tableServer(transport(transport), Zones.princeton().table());
        String stub = Unbound.stub("princeton.edu", (InetSocketAddress) server.address());
        unbound = closeLater(Unbound.start(directory.resolve("unbound"), STRICT + stub));
    }

    private Tool.Output dig(String... options) throws Exception {
        return Tool.dig(unbound.address(), options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void itFindsWhatThereIs(String transport) throws Exception {
        start(transport);
        assertThat(dig("www.princeton.edu").lines()).singleElement().asString().endsWith(" IN A 128.1.1.4");
        assertThat(dig("alias.princeton.edu", "AAAA").lines()).hasSize(2);
        assertThat(dig("a.b.princeton.edu").lines()).hasSize(1);
        assertThat(dig("opaque.princeton.edu", "TYPE65280").lines()).hasSize(1);
        assertThat(server.accepted()).isZero();
        assertThat(dig("big.princeton.edu", "TXT").lines()).hasSize(20);
        assertThat(server.accepted()).isEqualTo(1);
    }

    /** It keeps what does not exist, which it would not without the SOA, and asks for nothing below. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void itKeepsWhatThereIsNot(String transport) throws Exception {
        start(transport);
        assertThat(dig("nowhere.princeton.edu").text()).contains("status: NXDOMAIN", "AUTHORITY: 1");
        assertThat(dig("www.princeton.edu", "TXT").text()).contains("status: NOERROR", "ANSWER: 0", "AUTHORITY: 1");
        long asked = server.totals().questions();
        assertThat(dig("nowhere.princeton.edu").text()).contains("status: NXDOMAIN");
        assertThat(dig("www.princeton.edu", "TXT").text()).contains("status: NOERROR", "ANSWER: 0");
        assertThat(server.totals().questions()).isEqualTo(asked);
        assertThat(server.totals().invalid()).isZero();
    }
}
