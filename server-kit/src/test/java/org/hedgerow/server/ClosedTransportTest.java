package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Question;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ScriptedTableServer;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.LineFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedTransportTest {
    private static final Duration LONG = Duration.ofDays(365);

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aResolverWhoseTransportIsClosedSaysSoAtOnce(String name) throws Exception {
        Transport transport = Transport.named(name);
        try (ScriptedTableServer ts = ScriptedTableServer.builder()
                        .record("a.example", "10.0.0.1")
                        .start();
                RemoteResolver remote = RemoteResolver.of(transport, LineFormat.standard(), ts.address())) {
            remote.lookupAndWait(Question.of("a.example"), LONG);
            transport.close();

            Answer answer = remote.lookupAndWait(Question.of("a.example"), LONG);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Failed.Reason.CLOSED));
        }
    }
}
