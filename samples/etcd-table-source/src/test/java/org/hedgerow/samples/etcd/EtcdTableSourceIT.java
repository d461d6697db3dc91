package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Txn;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.PutOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.table.Table;
import org.hedgerow.testkit.HeldPort;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that follows an etcd which the test starts, kills and stops. */
final class EtcdTableSourceIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final EtcdPace PACE = EtcdPace.DEFAULT.withHeartbeat(Duration.ofMillis(200));

    @TempDir
    private static Path directory;

    private static Etcd etcd;

    private Client writer; // of one test: its pool has another thread whenever two answers meet

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Leaks leaks;

    @BeforeAll
    static void start() throws Exception {
        etcd = Etcd.start(directory, 1);
    }

    @AfterAll
    static void stop() {
        if (etcd != null) {
            etcd.close();
        }
    }

    @BeforeEach
    void empty() throws Exception {
        writer = EtcdAccess.to(etcd.endpoints()).connect();
        get(writer.getKVClient()
                .delete(
                        EtcdAccess.bytes("/"),
                        DeleteOption.builder().isPrefix(true).build()));
        leaks = Leaks.snapshot();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        writer.close();
        // The writer is none of the source's, and takes its time to end.
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(leaks.found())
                        .filteredOn(each -> each.contains("hedgerow"))
                        .isEmpty());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void put(String key, String host) throws Exception {
        get(writer.getKVClient().put(EtcdAccess.bytes(key), EtcdAccess.bytes("{\"host\":\"" + host + "\"}")));
    }

    private void delete(String key) throws Exception {
        get(writer.getKVClient().delete(EtcdAccess.bytes(key)));
    }

    private static EtcdOptions options() {
        return EtcdOptions.of(EtcdAccess.to(etcd.endpoints()).withTimeout(Duration.ofSeconds(3)))
                .withPace(PACE);
    }

    private EtcdTableSource follow() throws IOException {
        return follow(options());
    }

    private EtcdTableSource follow(EtcdOptions options) throws IOException {
        EtcdTableSource source = EtcdTableSource.open(options);
        open.push(source);
        return source;
    }

    private static String address(Table table, String name) {
        return table.find(Question.of(DomainName.of(name), RecordType.A)) instanceof Found found
                ? found.first().data().toString()
                : "none";
    }

    private static void awaitAddress(EtcdTableSource source, String name, String address) {
        await().atMost(LIMIT)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(address(source.current(), name)).isEqualTo(address));
    }

    private static void awaitGood(EtcdTableSource source) {
        await().atMost(LIMIT).pollInterval(OFTEN).until(() -> source.health().isGood());
    }

    private static void awaitError(EtcdTableSource source) {
        await().atMost(LIMIT).pollInterval(OFTEN).until(() -> !source.health().isGood());
    }

    @Test
    void a_table_of_more_keys_than_a_page_has_is_whole() throws Exception {
        for (int i = 0; i < 25; i++) {
            put("/skydns/com/example/h" + i, "10.0.0." + i);
        }
        EtcdTableSource source = follow(options().withPace(PACE.withPage(10)));
        for (int i = 0; i < 25; i++) {
            assertThat(address(source.current(), "h" + i + ".example.com")).isEqualTo("10.0.0." + i);
        }
        put("/skydns/com/example/h3", "10.0.1.3");
        awaitAddress(source, "h3.example.com", "10.0.1.3");
    }

    @Test
    void what_is_put_changed_and_removed_is_followed() throws Exception {
        EtcdTableSource source = follow();
        assertThat(source.health().records()).isZero();
        put("/skydns/com/example/x1", "10.0.0.1");
        awaitAddress(source, "x1.example.com", "10.0.0.1");
        put("/skydns/com/example/x1", "10.0.0.2");
        awaitAddress(source, "x1.example.com", "10.0.0.2");
        delete("/skydns/com/example/x1");
        awaitAddress(source, "x1.example.com", "none");
    }

    @Test
    void keys_elsewhere_mean_nothing() throws Exception {
        put("/skydns2/com/example/x1", "10.0.0.1");
        EtcdTableSource source = follow();
        put("/skydn/com/example/x1", "10.0.0.1");
        put("/skydns/com/example/x2", "10.0.0.2");
        awaitAddress(source, "x2.example.com", "10.0.0.2");
        assertThat(address(source.current(), "x1.example.com")).isEqualTo("none");
        assertThat(source.health().isGood()).isTrue();
    }

    @Test
    void a_transaction_is_never_seen_half() throws Exception {
        int hosts = 100;
        EtcdTableSource source = follow();
        ConcurrentLinkedQueue<Table> seen = new ConcurrentLinkedQueue<>();
        source.onSwitch(() -> seen.add(source.current()));
        for (int round = 1; round <= 50; round++) {
            List<Op> puts = new ArrayList<>();
            for (int i = 0; i < hosts; i++) {
                puts.add(Op.put(
                        EtcdAccess.bytes("/skydns/com/example/h" + i),
                        EtcdAccess.bytes("{\"host\":\"10.0.0." + round + "\"}"),
                        PutOption.DEFAULT));
            }
            Txn transaction = writer.getKVClient().txn().Then(puts.toArray(new Op[0]));
            get(transaction.commit());
        }
        awaitAddress(source, "h0.example.com", "10.0.0.50");
        assertThat(seen).isNotEmpty();
        for (Table each : seen) {
            for (int i = 1; i < hosts; i++) {
                assertThat(address(each, "h" + i + ".example.com")).isEqualTo(address(each, "h0.example.com"));
            }
        }
    }

    @Test
    void a_burst_of_changes_is_gathered() throws Exception {
        EtcdTableSource source = follow();
        long before = source.health().generation();
        long begin = System.nanoTime();
        int changes = 0;
        // One after the other, so that each is told by itself, for longer than a second.
        while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1_200)) {
            changes++;
            put("/skydns/com/example/x1", "10.0." + changes / 250 + "." + changes % 250);
        }
        awaitAddress(source, "x1.example.com", "10.0." + changes / 250 + "." + changes % 250);
        long tenths = (System.nanoTime() - begin) / PACE.gather().toNanos();
        assertThat(source.health().generation() - before).isBetween(1L, tenths + 2);
        assertThat(changes).isGreaterThan((int) tenths + 2);
    }

    @Test
    void a_lease_that_runs_out_takes_its_keys_along() throws Exception {
        long lease = get(writer.getLeaseClient().grant(1)).getID();
        get(writer.getKVClient()
                .put(
                        EtcdAccess.bytes("/skydns/com/example/leased"),
                        EtcdAccess.bytes("{\"host\":\"10.0.0.1\"}"),
                        PutOption.builder().withLeaseId(lease).build()));
        EtcdTableSource source = follow();
        assertThat(address(source.current(), "leased.example.com")).isEqualTo("10.0.0.1");
        awaitAddress(source, "leased.example.com", "none");
    }

    @Test
    void a_bad_key_is_told_and_left_out_until_it_is_good() throws Exception {
        EtcdTableSource source = follow();
        put("/skydns/com/example/good", "10.0.0.1");
        get(writer.getKVClient().put(EtcdAccess.bytes("/skydns/com/example/bad"), EtcdAccess.bytes("nonsense")));
        awaitError(source);
        assertThat(source.health().lastError())
                .contains("left out: /skydns/com/example/bad: expected a JSON object, found \"nonsense\"");
        put("/skydns/com/example/good", "10.0.0.2");
        awaitAddress(source, "good.example.com", "10.0.0.2");
        assertThat(source.health().isGood()).isFalse();

        put("/skydns/com/example/bad", "10.0.0.3");
        awaitAddress(source, "bad.example.com", "10.0.0.3");
        awaitGood(source);
    }

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
    void reload_reads_all_and_goes_on_following() throws Exception {
        EtcdTableSource source = follow();
        put("/skydns/com/example/x1", "10.0.0.1");
        assertThat(address(source.reload(), "x1.example.com")).isEqualTo("10.0.0.1");
        put("/skydns/com/example/x1", "10.0.0.2");
        awaitAddress(source, "x1.example.com", "10.0.0.2");
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
