package org.hedgerow.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Question;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.junit.jupiter.api.Test;

class RetransmissionsTest {
    private final ManualConnector lane = new ManualConnector();
    private final long origin = lane.now();
    private final List<String> again = new ArrayList<>();
    private final Retransmissions retransmissions =
            new Retransmissions(lane, Duration.ofMillis(500).toNanos(), this::again);
    private final DnsUpstream upstream = new DnsUpstream(
            DnsFormat.standard(),
            AskingContext.of(lane, Endpoint.of(InetSocketAddress.createUnresolved("nowhere", 53))),
            FallBackExchange::new);

    @Test
    void doubleTheirWaitsThreeTimes() {
        DnsPending pending = pending("a.example");
        lane.run(() -> send(pending));
        lane.advance(Duration.ofMillis(500 + 1000 + 2000 + 4000 + 4000 + 3999));
        assertThat(again)
                .containsExactly(
                        "a.example at 500",
                        "a.example at 1500",
                        "a.example at 3500",
                        "a.example at 7500",
                        "a.example at 11500");
    }

    @Test
    void comeEachAtTheirOwnTime() {
        DnsPending first = pending("a.example");
        DnsPending second = pending("b.example");
        lane.run(() -> send(first));
        lane.advance(Duration.ofMillis(300));
        lane.run(() -> send(second));
        lane.advance(Duration.ofMillis(15_000));
        assertThat(again.stream().filter(each -> each.startsWith("a")))
                .containsExactly(
                        "a.example at 500",
                        "a.example at 1500",
                        "a.example at 3500",
                        "a.example at 7500",
                        "a.example at 11500");
        assertThat(again.stream().filter(each -> each.startsWith("b")))
                .containsExactly(
                        "b.example at 800",
                        "b.example at 1800",
                        "b.example at 3800",
                        "b.example at 7800",
                        "b.example at 11800");
    }

    @Test
    void endWhenTheyAreTakenBack() {
        DnsPending first = pending("a.example");
        DnsPending second = pending("b.example");
        lane.run(() -> {
            send(first);
            send(second);
        });
        lane.advance(Duration.ofMillis(500));
        lane.run(() -> {
            first.takeBack();
            first.takeBack();
        });
        lane.advance(Duration.ofMillis(1000));
        lane.run(retransmissions::clear);
        lane.advance(Duration.ofMillis(10_000));
        assertThat(again).containsExactly("a.example at 500", "b.example at 500", "b.example at 1500");
        assertThat(lane.timers()).isZero();
    }

    private DnsPending pending(String name) {
        return new DnsPending(Question.of(name), upstream, 0);
    }

    private void again(DnsPending pending) {
        again.add(pending.question.name() + " at "
                + Duration.ofNanos(lane.now() - origin).toMillis());
        send(pending);
    }

    private void send(DnsPending pending) {
        pending.sent(lane.now());
        retransmissions.sent(pending);
    }
}
