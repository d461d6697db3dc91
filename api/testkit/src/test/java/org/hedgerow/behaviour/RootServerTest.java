package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.LineClient.TIMEOUT;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.wire.ServingContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A root server in front of two table servers, all in one lane, as the event loops have it. */
class RootServerTest {
    private final ManualConnector lane = new ManualConnector();
    private final ScriptedTransport transport = new ScriptedTransport(List.of(lane));
    private final RemoteResolver first = RemoteResolver.of(transport, LineFormat.standard(), Asking.SERVER);
    private final RemoteResolver second = RemoteResolver.of(transport, LineFormat.standard(), Asking.SERVER);
    private final ScriptedConnection client = ScriptedConnection.accepted(
            lane,
            LineFormat.standard()
                    .serving(ServingContext.of(FanOutResolver.builder()
                            .upstream("ts1", first)
                            .upstream("ts2", second)
                            .build())));
    private ScriptedConnection ts1;
    private ScriptedConnection ts2;

    @BeforeEach
    void connect() {
        client.receive("www.a.edu\n");
        ts1 = lane.connections().get(0);
        ts2 = lane.connections().get(1);
        ts1.open();
        ts2.open();
    }

    @Test
    void bothAreAskedAndTheFirstAnswerIsRelayed() {
        assertThat(ts1.sent()).isEqualTo("www.a.edu\n");
        assertThat(ts2.sent()).isEqualTo("www.a.edu\n");
        ts2.receive("WWW.a.edu 1.1.1.1 A IN\n");
        assertThat(client.takeSent()).isEqualTo("WWW.a.edu 1.1.1.1 A IN\n");
        assertThat(first.totals().pending()).isZero();
    }

    @Test
    void anIpv6AddressIsRelayedWhileTheOtherTableServerIsSilent() {
        ts2.receive("www.a.edu 2001:db8::1 AAAA IN\n");
        assertThat(client.takeSent()).isEqualTo("www.a.edu 2001:db8::1 AAAA IN\n");
    }

    @Test
    void aTableServersOwnTimedOutIsHeldToTheDeadline() {
        ts1.receive("www.a.edu - TIMED OUT\n");
        ts2.receive("www.a.edu - TIMED OUT\n");
        assertThat(client.takeSent()).isEmpty();
        lane.advance(TIMEOUT);
        assertThat(client.takeSent()).isEqualTo("www.a.edu - TIMED OUT\n");
    }

    @Test
    void aLineThatIsSixSecondsLateIsRelayedToNobody() {
        lane.advance(TIMEOUT);
        assertThat(client.takeSent()).isEqualTo("www.a.edu - TIMED OUT\n");
        client.receive("www.b.edu\n");
        lane.advance(Duration.ofSeconds(1));
        ts1.receive("www.a.edu 6.6.6.6 A IN\n");
        assertThat(client.takeSent()).isEmpty();
        ts1.receive("www.b.edu 2.2.2.2 A IN\n");
        assertThat(client.takeSent()).isEqualTo("www.b.edu 2.2.2.2 A IN\n");
        assertThat(first.totals().dropped()).isEqualTo(1);
    }

    @Test
    void withEveryTableServerDownItStillTimesOutAtTheDeadline() {
        ts1.end();
        ts2.end();
        lane.advance(TIMEOUT.minusNanos(1));
        assertThat(client.takeSent()).isEmpty();
        lane.advance(Duration.ofNanos(1));
        assertThat(client.takeSent()).isEqualTo("www.a.edu - TIMED OUT\n");
    }

    @Test
    void aClientThatLeavesTakesItsQuestionsAlong() {
        client.drop(new IOException("Connection reset"));
        assertThat(first.totals().pending()).isZero();
        assertThat(second.totals().pending()).isZero();
        assertThat(lane.timers()).isZero();
    }
}
