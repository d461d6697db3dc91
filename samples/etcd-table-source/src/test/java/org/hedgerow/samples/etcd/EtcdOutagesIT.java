package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hedgerow.testkit.HeldPort;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.Test;

/** What becomes of a source whose cluster is away, or that is closed. */
class EtcdOutagesIT extends EtcdFixture {
    @Test
    void age_is_the_time_since_it_last_heard_of_the_cluster() throws Exception {
        EtcdTableSource source = follow();
        Duration beats = PACE.heartbeat().multipliedBy(2);
        await().atMost(LIMIT).until(() -> source.health().age().compareTo(beats) < 0);
        etcd.signal(0, "STOP");
        try {
            await().atMost(LIMIT).until(() -> source.health().age().compareTo(beats) > 0);
            awaitError(source);
            assertThat(source.health().lastError()).contains("silent for 0.6 s");
        } finally {
            etcd.signal(0, "CONT");
        }
        awaitGood(source);
        await().atMost(LIMIT).until(() -> source.health().age().compareTo(beats) < 0);
    }

    @Test
    void an_outage_changes_no_answer_and_what_happened_meanwhile_is_caught_up_with() throws Exception {
        put("/skydns/com/example/x1", "10.0.0.1");
        put("/skydns/com/example/x2", "10.0.0.2");
        EtcdTableSource source = follow();
        etcd.kill(0);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(source.health().lastError())
                        .hasValueSatisfying(reason -> assertThat(reason).contains("refused")));
        assertThat(address(source.current(), "x1.example.com")).isEqualTo("10.0.0.1");
        assertThatThrownBy(source::reload).isInstanceOf(IOException.class).hasMessageContaining("refused");
        assertThat(address(source.current(), "x1.example.com")).isEqualTo("10.0.0.1");

        etcd.restart(0);
        // Its connection would rest for a while after attempts that have failed.
        writer.close();
        writer = EtcdAccess.to(etcd.endpoints()).connect();
        delete("/skydns/com/example/x2");
        put("/skydns/com/example/x1", "10.0.0.9");
        awaitAddress(source, "x1.example.com", "10.0.0.9");
        assertThat(address(source.current(), "x2.example.com")).isEqualTo("none");
        awaitGood(source);
    }

    @Test
    void what_was_compacted_while_it_was_away_is_read_again() throws Exception {
        put("/skydns/com/example/x1", "10.0.0.1");
        put("/skydns/com/example/gone", "10.0.0.2");
        Relay relay = Relay.to(etcd.endpoints().get(0).getPort());
        open.push(relay);
        URI there = URI.create("http://127.0.0.1:" + relay.port());
        EtcdTableSource source =
                follow(options().withAccess(EtcdAccess.to(List.of(there)).withTimeout(Duration.ofSeconds(3))));
        relay.cut();
        awaitError(source);
        delete("/skydns/com/example/gone");
        for (int i = 0; i < 10; i++) {
            put("/skydns/com/example/x1", "10.0.1." + i);
        }
        long revision =
                get(writer.getKVClient().get(EtcdAccess.bytes("/"))).getHeader().getRevision();
        get(writer.getKVClient().compact(revision));
        relay.mend();
        awaitAddress(source, "x1.example.com", "10.0.1.9");
        assertThat(address(source.current(), "gone.example.com")).isEqualTo("none");
        put("/skydns/com/example/x1", "10.0.2.1");
        awaitAddress(source, "x1.example.com", "10.0.2.1");
        awaitGood(source);
    }

    @Test
    void a_closed_source_keeps_its_table_and_leaves_nothing() throws Exception {
        put("/skydns/com/example/x1", "10.0.0.1");
        writer.close();
        Leaks before = Leaks.snapshot();
        EtcdTableSource source = follow();
        awaitAddress(source, "x1.example.com", "10.0.0.1");
        source.close();
        source.close();
        before.assertNone();
        assertThat(address(source.current(), "x1.example.com")).isEqualTo("10.0.0.1");
        assertThatThrownBy(source::reload).isInstanceOf(IOException.class);
    }

    @Test
    void a_session_that_is_closed_makes_nothing_any_more() throws Exception {
        writer.close();
        Leaks before = Leaks.snapshot();
        EtcdSession session = EtcdSession.open(options());
        session.close();
        assertThatThrownBy(session::load).isInstanceOf(IOException.class).hasMessage("closed");
        before.assertNone();
    }

    @Test
    void a_cluster_that_is_not_there_is_told() throws Exception {
        try (HeldPort nobody = HeldPort.open()) {
            EtcdAccess access = EtcdAccess.to(List.of(URI.create("http://127.0.0.1:" + nobody.number())));
            assertThatThrownBy(() -> EtcdTableSource.open(EtcdOptions.of(access)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("etcd 127.0.0.1:" + nobody.number() + ": ")
                    .hasMessageContaining("refused");
        }
    }
}
