package org.hedgerow.samples.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three table servers that follow a cluster of three members, one of which is killed. */
final class FleetIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Question STEADY = Question.of(DomainName.of("steady.example.com"), RecordType.A);

    @TempDir
    Path directory;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<RemoteResolver> fleet = new ArrayList<>();
    private Etcd etcd;
    private EtcdOptions options;

    @BeforeEach
    void start() throws Exception {
        etcd = closeLater(Etcd.start(directory, 3));
        options = EtcdOptions.of(EtcdAccess.to(etcd.endpoints()).withTimeout(Duration.ofSeconds(3)));
        put("steady.example.com", "10.0.0.1");
        Transport transport = closeLater(Transport.named("nio"));
        for (int i = 0; i < 3; i++) {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            TableServer server = closeLater(TableServer.start(options, Wire.DNS, any));
            fleet.add(RemoteResolver.of(transport, Wire.DNS.client(), server.address()));
        }
    }

    @AfterEach
    void end() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        open.push(resource);
        return resource;
    }

    private void put(String name, String address) throws Exception {
        String key = options.keys().keyOf(DomainName.of(name));
        try (Client client = options.access().connect()) {
            EtcdFailure.await(
                    client.getKVClient().put(EtcdAccess.bytes(key), EtcdAccess.bytes("{\"host\":\"" + address + "\"}")),
                    LIMIT);
        }
    }

    /** A change must get through within the limit of {@link #LIMIT}, which the measuring sees to. */
    private List<Long> change(int changes) throws Exception {
        try (Client client = options.access().connect()) {
            return new FleetDelay(client, options, fleet, LIMIT).measure(changes, 0);
        }
    }

    @Test
    void a_member_that_is_killed_costs_no_answer_and_changes_go_on() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger right = new AtomicInteger();
        AtomicReference<Answer> wrong = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            while (!over.get()) {
                for (RemoteResolver each : fleet) {
                    Answer answer = each.lookup(STEADY, LIMIT).join();
                    if (answer instanceof Found found
                            && found.first().data().toString().equals("10.0.0.1")) {
                        right.incrementAndGet();
                    } else {
                        wrong.compareAndSet(null, answer);
                    }
                }
            }
        });
        asking.start();
        try {
            assertThat(change(5)).hasSize(5);
            for (int member = 0; member < 3; member++) {
                etcd.kill(member);
                options = options.withAccess(options.access().rotated());
                assertThat(change(5)).hasSize(5);
                etcd.restart(member);
            }
            // All of them, so that there is nobody to follow.
            for (int member = 0; member < 3; member++) {
                etcd.kill(member);
            }
            int before = right.get();
            await().atMost(LIMIT).until(() -> right.get() > before + 300);
        } finally {
            over.set(true);
            asking.join();
        }
        assertThat(wrong.get()).isNull();
        assertThat(right.get()).isPositive();
    }
}
