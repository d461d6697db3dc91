package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.testkit.ScriptedTableServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table server whose word comes after the root server's deadline. */
class LateAnswersTest {
    private final ManualTicker ticker = new ManualTicker();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aLineThatComesSixSecondsLateAnswersNoOtherQuery(String name) throws Exception {
        TransportOptions options = TransportOptions.defaults().withTicker(ticker);
        try (Transport transport = Transport.named(name, options);
                ScriptedTableServer ts = ScriptedTableServer.builder()
                        .record("late.example", "10.0.0.1")
                        .record("next.example", "10.0.0.2")
                        .held()
                        .start();
                RemoteResolver remote = RemoteResolver.of(transport, LineFormat.standard(), ts.address());
                ResolverServer rs = ResolverServer.builder()
                        .transport(transport)
                        .wire(LineFormat.standard())
                        .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .resolver(
                                FanOutResolver.builder().upstream("ts", remote).build())
                        .build()
                        .start();
                RawClient client = RawClient.connect(rs.address())) {
            ticker.drive(transport);

            client.sendLine("late.example");
            ts.awaitQueries(1);
            ticker.advance(Duration.ofSeconds(5));
            assertThat(client.readLine()).isEqualTo("late.example - TIMED OUT");

            client.sendLine("next.example");
            ts.awaitQueries(2);
            ticker.advance(Duration.ofSeconds(1));
            ts.release();
            assertThat(client.readLine()).isEqualTo("next.example 10.0.0.2 A IN");

            await().until(() -> remote.totals().dropped() == 1);
            assertThat(remote.totals().pending()).isZero();
        }
    }
}
