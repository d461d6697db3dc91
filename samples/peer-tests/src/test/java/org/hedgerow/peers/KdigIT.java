package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.peers.Tool.kdig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hedgerow.server.ResolverServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kdig makes of a table server. */
class KdigIT extends PeerFixture {
    private static final int QUERIES = 50;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void manyQueriesOnOneConnection(String transport) throws Exception {
        ResolverServer server =
                tableServer(transport(transport), Zones.princeton().table());
        List<String> options = new ArrayList<>(List.of("+tcp", "+keepopen", "+noall", "+answer"));
        for (int i = 0; i < QUERIES; i++) {
            options.add(i % 2 == 0 ? "www.princeton.edu" : "a.b.princeton.edu");
        }
        List<String> answers =
                kdig(server.address(), options.toArray(String[]::new)).lines();
        assertThat(answers).hasSize(QUERIES);
        assertThat(Collections.frequency(answers, "a.b.princeton.edu. 300 IN A 128.1.1.5"))
                .isEqualTo(QUERIES / 2);
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(server.totals().found()).isEqualTo(QUERIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void eachTypeOverEachPath(String transport) throws Exception {
        ResolverServer server =
                tableServer(transport(transport), Zones.princeton().table());
        for (String path : List.of("+notcp", "+tcp")) {
            assertThat(kdig(server.address(), path, "+edns", "www.princeton.edu", "AAAA")
                            .ofSuccess())
                    .contains("www.princeton.edu.", "2001:db8::4", "status: NOERROR", "Flags: qr aa rd");
            assertThat(kdig(server.address(), path, "+padding=128", "+dnssec", "nowhere.princeton.edu")
                            .ofSuccess())
                    .contains("status: NXDOMAIN", "\t600\tIN\tSOA\tns.princeton.edu.");
            assertThat(kdig(server.address(), path, "opaque.princeton.edu", "TYPE65280")
                            .ofSuccess())
                    .contains("\\# 4 0A000001");
        }
        assertThat(kdig(server.address(), "big.princeton.edu", "TXT").ofSuccess())
                .contains("19" + "b".repeat(248), "(TCP)");
    }
}
