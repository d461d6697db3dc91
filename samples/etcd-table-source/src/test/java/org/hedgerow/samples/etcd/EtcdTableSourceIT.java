package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Txn;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

/** What a source makes of the keys of a cluster, and of their changes. */
class EtcdTableSourceIT extends EtcdFixture {
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
    void reload_reads_all_and_goes_on_following() throws Exception {
        EtcdTableSource source = follow();
        put("/skydns/com/example/x1", "10.0.0.1");
        assertThat(address(source.reload(), "x1.example.com")).isEqualTo("10.0.0.1");
        put("/skydns/com/example/x1", "10.0.0.2");
        awaitAddress(source, "x1.example.com", "10.0.0.2");
    }
}
