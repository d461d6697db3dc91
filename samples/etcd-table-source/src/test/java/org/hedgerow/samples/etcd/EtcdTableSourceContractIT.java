package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.PutOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.TableSource;
import org.hedgerow.testkit.TableSourceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of table sources, with a relay before the member, which is cut. */
final class EtcdTableSourceContractIT extends TableSourceContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ServiceKeys KEYS = new ServiceKeys(ServiceKeys.DEFAULT_PREFIX);

    @TempDir
    private static Path directory;

    private static Etcd etcd;
    private Client writer; // of one test: its pool has another thread whenever two answers meet
    private Relay relay;

    @BeforeAll
    static void start() throws Exception {
        etcd = Etcd.start(directory, 1);
        // The first attempt that is repeated starts a thread of the library that jetcd has for that, for ever.
        Relay nobody = Relay.to(etcd.endpoints().get(0).getPort());
        nobody.close();
        URI there = URI.create("http://127.0.0.1:" + nobody.port());
        assertThatThrownBy(() -> EtcdTableSource.open(EtcdOptions.of(EtcdAccess.to(List.of(there)))))
                .isInstanceOf(IOException.class);
    }

    @AfterAll
    static void stop() {
        if (etcd != null) {
            etcd.close();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        writer = EtcdAccess.to(etcd.endpoints()).connect();
    }

    @AfterEach
    void cut() throws Exception {
        writer.close();
        if (relay != null) {
            relay.close();
        }
    }

    @Override
    protected TableSource open(Collection<ResourceRecord> records) throws Exception {
        change(records);
        relay = Relay.to(etcd.endpoints().get(0).getPort());
        URI there = URI.create("http://127.0.0.1:" + relay.port());
        return EtcdTableSource.open(EtcdOptions.of(EtcdAccess.to(List.of(there)))
                .withZones(new ServiceZones(List.of(), false))
                .withPace(EtcdPace.DEFAULT.withHeartbeat(Duration.ofMillis(200))));
    }

    @Override
    protected void change(Collection<ResourceRecord> records) throws Exception {
        if (records.isEmpty()) {
            DeleteOption all = DeleteOption.builder().isPrefix(true).build();
            EtcdFailure.await(writer.getKVClient().delete(EtcdAccess.bytes(KEYS.all()), all), TIMEOUT);
            return;
        }
        List<Op> puts = new ArrayList<>();
        for (ResourceRecord each : records) {
            String address = ((RecordData.Address) each.data()).toString();
            puts.add(Op.put(
                    EtcdAccess.bytes(KEYS.keyOf(each.name())),
                    EtcdAccess.bytes("{\"host\":\"" + address + "\"}"),
                    PutOption.DEFAULT));
        }
        EtcdFailure.await(
                writer.getKVClient().txn().Then(puts.toArray(new Op[0])).commit(), TIMEOUT);
    }

    @Override
    protected void breakOrigin() throws Exception {
        relay.cut();
    }

    @Override
    protected void mendOrigin() throws Exception {
        relay.mend();
    }
}
