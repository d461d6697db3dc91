package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.options.DeleteOption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.table.Table;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of one, empty before each test, and sources that follow it. */
abstract class EtcdFixture {
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final Duration OFTEN = Duration.ofMillis(10);
    static final EtcdPace PACE = EtcdPace.DEFAULT.withHeartbeat(Duration.ofMillis(200));

    @TempDir
    static Path directory;

    static Etcd etcd;
    Client writer; // of one test: its pool has another thread whenever two answers meet
    final Deque<AutoCloseable> open = new ArrayDeque<>();
    Leaks leaks;

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

    static <T> T get(Future<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    void put(String key, String host) throws Exception {
        get(writer.getKVClient().put(EtcdAccess.bytes(key), EtcdAccess.bytes("{\"host\":\"" + host + "\"}")));
    }

    void delete(String key) throws Exception {
        get(writer.getKVClient().delete(EtcdAccess.bytes(key)));
    }

    static EtcdOptions options() {
        return EtcdOptions.of(EtcdAccess.to(etcd.endpoints()).withTimeout(Duration.ofSeconds(3)))
                .withPace(PACE);
    }

    EtcdTableSource follow() throws IOException {
        return follow(options());
    }

    EtcdTableSource follow(EtcdOptions options) throws IOException {
        EtcdTableSource source = EtcdTableSource.open(options);
        open.push(source);
        return source;
    }

    static String address(Table table, String name) {
        return table.find(Question.of(DomainName.of(name), RecordType.A)) instanceof Found found
                ? found.first().data().toString()
                : "none";
    }

    static void awaitAddress(EtcdTableSource source, String name, String address) {
        await().atMost(LIMIT)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(address(source.current(), name)).isEqualTo(address));
    }

    static void awaitGood(EtcdTableSource source) {
        await().atMost(LIMIT).pollInterval(OFTEN).until(() -> source.health().isGood());
    }

    static void awaitError(EtcdTableSource source) {
        await().atMost(LIMIT).pollInterval(OFTEN).until(() -> !source.health().isGood());
    }
}
