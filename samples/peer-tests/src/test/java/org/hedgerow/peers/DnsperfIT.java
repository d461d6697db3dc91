package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many questions of dnsperf, none of which may be lost. */
class DnsperfIT extends PeerFixture {
    private static final int NAMES = 1000;
    private static final int ROUNDS = 100;
    private static final int STREAM_ROUNDS = 20;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aTableServerLosesNothing(String transport) throws Exception {
        ResolverServer server =
                tableServer(transport(transport), zone("ts", 0, NAMES).table());
        loseNothing(server, "udp", ROUNDS);
        loseNothing(server, "tcp", STREAM_ROUNDS);
        assertThat(server.totals().found()).isEqualTo((ROUNDS + STREAM_ROUNDS) * NAMES);
    }

    /** Each of two upstreams has half of the names of a zone, so that a no has to wait for the other, however slow it is. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aRootServerLosesNothing(String transport) throws Exception {
        Transport moving = transport(transport);
        FanOutResolver.Builder both = FanOutResolver.builder().grace(Resolver.DEFAULT_TIMEOUT);
        for (int i = 0; i < 2; i++) {
            Zone half = zone("ts", i * NAMES / 2, NAMES / 2);
            ResolverServer upstream = tableServer(moving, half.table());
            both.upstream("ts" + i, remote(moving, DnsFormat.standard(), upstream.address()));
        }
        ResolverServer server = serve(moving, DnsFormat.standard(), both.build());
        loseNothing(server, "udp", ROUNDS);
        loseNothing(server, "tcp", STREAM_ROUNDS);
        assertThat(server.totals().found()).isEqualTo((ROUNDS + STREAM_ROUNDS) * NAMES);
        assertThat(server.totals().questions()).isEqualTo((ROUNDS + STREAM_ROUNDS) * NAMES);
    }

    private void loseNothing(ResolverServer server, String mode, int rounds) throws Exception {
        StringBuilder queries = new StringBuilder();
        for (int i = 0; i < NAMES; i++) {
            queries.append("n").append(i).append(".ts A\n");
        }
        Path file = Files.writeString(directory.resolve("queries"), queries);
        String text = Tool.dnsperf(
                        server.address(),
                        file,
                        "-m",
                        mode,
                        "-n",
                        String.valueOf(rounds),
                        "-c",
                        "8",
                        "-q",
                        "100",
                        "-t",
                        "20")
                .ofSuccess();
        assertThat(text)
                .containsPattern("Queries completed: +" + rounds * NAMES + " \\(100.00%\\)")
                .containsPattern("Queries lost: +0 ")
                .containsPattern("Response codes: +NOERROR " + rounds * NAMES + " \\(100.00%\\)");
    }

    private static Zone zone(String name, int from, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            lines.append("n%d.%s. 300 IN A 10.0.%d.%d%n".formatted(i, name, i / 250, i % 250));
        }
        return Zone.of(name, lines.toString());
    }
}
