package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server ends, and what becomes of its connections. */
class ResolverServerClosingTest {
    @RegisterExtension
    final Servers servers = new Servers();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingDeliversWhatIsInFlight(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = servers.server(servers.transport(name), Servers.LONG, held);
        RawClient client = servers.client(server);
        client.send("slow.com\nslow.com\n");
        held.awaitCalls(2);

        FutureTask<Shutdown> closing = Servers.inBackground(() -> server.close(Servers.LONG));
        // The server can no longer be reached, and still has the connection.
        await().atMost(Servers.LONG).until(() -> Servers.isRefused(server.address()));
        assertThat(closing.isDone()).isFalse();
        held.answerAll(Servers.FOUND);

        assertThat(client.readToEnd()).isEqualTo("slow.com 127.0.0.1 A IN\nslow.com 127.0.0.1 A IN\n");
        client.close();
        assertThat(Servers.get(closing)).isEqualTo(Shutdown.GRACEFUL);
        assertThat(server.close(Duration.ZERO)).isEqualTo(Shutdown.GRACEFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingCutsWhatOutlivesTheGrace(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = servers.server(servers.transport(name), Servers.LONG, held);
        RawClient client = servers.client(server);
        client.send("slow.com\n");
        held.awaitCalls(1);

        assertThat(server.close(Servers.SHORT)).isEqualTo(Shutdown.FORCED);

        // Cut by a reset or by an end; either way nothing of an answer.
        assertThat(Servers.endOf(client)).isEmpty();
        held.awaitCalledOff(1);
        assertThat(server.close(Servers.LONG)).isEqualTo(Shutdown.FORCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aShorterGraceOvertakes(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = servers.server(servers.transport(name), Servers.LONG, held);
        RawClient client = servers.client(server);
        client.send("slow.com\n");
        held.awaitCalls(1);
        FutureTask<Shutdown> patient = Servers.inBackground(() -> server.close(Servers.LONG));

        assertThat(server.close(Duration.ZERO)).isEqualTo(Shutdown.FORCED);
        assertThat(Servers.get(patient)).isEqualTo(Shutdown.FORCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anInterruptedCloseCutsAtOnce(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = servers.server(servers.transport(name), Servers.LONG, held);
        RawClient client = servers.client(server);
        client.send("slow.com\n");
        held.awaitCalls(1);

        FutureTask<Boolean> closing = Servers.inBackground(() -> {
            Thread.currentThread().interrupt();
            return server.close(Servers.LONG) == Shutdown.FORCED
                    && Thread.currentThread().isInterrupted();
        });

        assertThat(Servers.get(closing)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void nothingIsLeftAfterClose(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer server = servers.tableServer(transport, "amazon.com 94.5.6.7 A\n");
        RawClient client = servers.client(server);
        client.send("amazon.com\n");
        client.readLine();

        FutureTask<Shutdown> closing = Servers.inBackground(() -> server.close(Servers.LONG));
        assertThat(client.readToEnd()).isEmpty();
        client.close();

        assertThat(Servers.get(closing)).isEqualTo(Shutdown.GRACEFUL);
        await().atMost(Servers.LONG)
                .untilAsserted(() -> assertThat(transport.usage()).isEqualTo(Usage.NONE));
        assertThat(server.connections()).isZero();
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(Servers.isRefused(server.address())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingBesideStartingLeavesNothing(String name) throws Exception {
        Transport transport = servers.transport(name);
        for (int i = 0; i < 200; i++) {
            ResolverServer server = Servers.builder(transport, call -> {})
                    .listen(Servers.ANY_PORT)
                    .build();
            CyclicBarrier both = new CyclicBarrier(2);
            FutureTask<Boolean> starting = Servers.inBackground(() -> {
                both.await();
                try {
                    server.start();
                    return true;
                } catch (IllegalStateException e) {
                    return false;
                }
            });
            both.await();
            server.close(i % 2 == 0 ? Servers.LONG : Duration.ZERO);
            assertThat(server.isServing()).isFalse();
            if (Servers.get(starting)) {
                assertThat(Servers.isRefused(server.address())).isTrue();
            }
        }
        await().atMost(Servers.LONG)
                .untilAsserted(() -> assertThat(transport.usage()).isEqualTo(Usage.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aResolverMayCloseTheServerThatAsksIt(String name) throws Exception {
        for (int i = 0; i < 20; i++) {
            AtomicReference<ResolverServer> server = new AtomicReference<>();
            CompletableFuture<Shutdown> closed = new CompletableFuture<>();
            server.set(servers.server(servers.transport(name), Servers.LONG, (question, call) -> {
                closed.complete(server.get().close(Duration.ZERO));
                call.answer(Servers.FOUND);
            }));
            RawClient client = servers.client(server.get());
            client.send("slow.com\n");
            assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo(Shutdown.FORCED);
            Servers.endOf(client);
            await().atMost(Servers.LONG)
                    .until(() -> Servers.isRefused(server.get().address()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aServerThatIsClosedLeavesItsPortToTheNext(String name) throws Exception {
        Transport transport = servers.transport(name);
        ResolverServer first = servers.tableServer(transport, "amazon.com 94.5.6.7 A\n");
        RawClient client = servers.client(first);
        client.send("amazon.com\n");
        client.readLine();
        // The server's side ends first, so that it is the one to go through TIME_WAIT.
        FutureTask<Shutdown> closing = Servers.inBackground(() -> first.close(Servers.LONG));
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        Servers.get(closing);

        ResolverServer second = servers.closeLater(Servers.builder(transport, call -> call.answer(Servers.FOUND))
                .listen(first.address())
                .build());
        second.start();

        RawClient again = servers.client(second);
        again.send("slow.com\n");
        assertThat(again.readLine()).isEqualTo("slow.com 127.0.0.1 A IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void idleConnectionsAreClosed(String name) throws Exception {
        ResolverServer server = servers.closeLater(Servers.builder(servers.transport(name), call -> {})
                .listen(Servers.ANY_PORT)
                .listening(ListenOptions.defaults().withIdleTimeout(Servers.SHORT))
                .build());
        server.start();

        assertThat(Servers.endOf(servers.client(server))).isEmpty();
    }
}
