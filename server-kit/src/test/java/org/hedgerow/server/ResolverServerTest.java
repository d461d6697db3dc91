package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.DomainName;
import org.hedgerow.FanOutResolver;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.ResourceRecord;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.hedgerow.wire.LineFormat;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverServerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Answer FOUND =
            new Found(List.of(ResourceRecord.of(DomainName.of("slow.com"), InetAddress.getLoopbackAddress())));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aTableServerAnswersWhatItHasAndIsSilentOtherwise(String name) throws Exception {
        ResolverServer server = tableServer(transport(name), "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n");
        RawClient client = client(server);

        client.send("RUTGERS.edu\nnothinghere.com\nspaces in it\nAmazon.com\n");

        assertThat(client.readLine()).isEqualTo("rutgers.edu 172.34.4.6 A IN");
        assertThat(client.readLine()).isEqualTo("spaces in it - INVALID NAME");
        assertThat(client.readLine()).isEqualTo("amazon.com 94.5.6.7 A IN");
        assertThat(server.totals()).isEqualTo(new ServingTotals.Snapshot(3, 2, 1, 0, 0, 1));
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aRootServerRelaysTheOneThatKnowsAndTimesOutOtherwise(String name) throws Exception {
        Transport transport = transport(name);
        ResolverServer ts1 = tableServer(transport, "amazon.com 94.5.6.7 A\nrutgers.edu 172.34.4.6 A\n");
        ResolverServer ts2 = tableServer(transport, "www.princeton.edu 128.1.1.4 A\nGOOGLE.com 46.1.3.7 A\n");
        ResolverServer rs = server(transport, Duration.ofSeconds(1), fanOut(transport, ts1, ts2));
        RawClient client = client(rs);

        client.send("www.princeton.edu\nrutgers.edu\nNothingHere.com\ngoogle.com\nwww.google.com\n");

        assertThat(lines(client, 5))
                .containsExactly(
                        "www.princeton.edu 128.1.1.4 A IN",
                        "rutgers.edu 172.34.4.6 A IN",
                        "NothingHere.com - TIMED OUT",
                        "GOOGLE.com 46.1.3.7 A IN",
                        "www.google.com - TIMED OUT");
        assertThat(rs.totals()).isEqualTo(new ServingTotals.Snapshot(5, 3, 0, 2, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aRootServerWhoseTableServersAreDownTimesOut(String name) throws Exception {
        Transport transport = transport(name);
        ResolverServer ts = tableServer(transport, "");
        ts.close();
        RawClient client = client(server(transport, SHORT, fanOut(transport, ts)));

        client.send("amazon.com\n");

        assertThat(client.readLine()).isEqualTo("amazon.com - TIMED OUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingDeliversWhatIsInFlight(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = server(transport(name), LONG, held);
        RawClient client = client(server);
        client.send("slow.com\nslow.com\n");
        held.awaitCalls(2);

        FutureTask<Shutdown> closing = inBackground(() -> server.close(LONG));
        // The server can no longer be reached, and still has the connection.
        await().atMost(LONG).until(() -> isRefused(server.address()));
        assertThat(closing.isDone()).isFalse();
        held.answerAll(FOUND);

        assertThat(client.readToEnd()).isEqualTo("slow.com 127.0.0.1 A IN\nslow.com 127.0.0.1 A IN\n");
        client.close();
        assertThat(get(closing)).isEqualTo(Shutdown.GRACEFUL);
        assertThat(server.close(Duration.ZERO)).isEqualTo(Shutdown.GRACEFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void closingCutsWhatOutlivesTheGrace(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = server(transport(name), LONG, held);
        RawClient client = client(server);
        client.send("slow.com\n");
        held.awaitCalls(1);

        assertThat(server.close(SHORT)).isEqualTo(Shutdown.FORCED);

        // Cut by a reset or by an end; either way nothing of an answer.
        assertThat(endOf(client)).isEmpty();
        held.awaitCalledOff(1);
        assertThat(server.close(LONG)).isEqualTo(Shutdown.FORCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aShorterGraceOvertakes(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = server(transport(name), LONG, held);
        RawClient client = client(server);
        client.send("slow.com\n");
        held.awaitCalls(1);
        FutureTask<Shutdown> patient = inBackground(() -> server.close(LONG));

        assertThat(server.close(Duration.ZERO)).isEqualTo(Shutdown.FORCED);
        assertThat(get(patient)).isEqualTo(Shutdown.FORCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anInterruptedCloseCutsAtOnce(String name) throws Exception {
        Held held = new Held();
        ResolverServer server = server(transport(name), LONG, held);
        RawClient client = client(server);
        client.send("slow.com\n");
        held.awaitCalls(1);

        FutureTask<Boolean> closing = inBackground(() -> {
            Thread.currentThread().interrupt();
            return server.close(LONG) == Shutdown.FORCED
                    && Thread.currentThread().isInterrupted();
        });

        assertThat(get(closing)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void nothingIsLeftAfterClose(String name) throws Exception {
        Transport transport = transport(name);
        ResolverServer server = tableServer(transport, "amazon.com 94.5.6.7 A\n");
        RawClient client = client(server);
        client.send("amazon.com\n");
        client.readLine();

        FutureTask<Shutdown> closing = inBackground(() -> server.close(LONG));
        assertThat(client.readToEnd()).isEmpty();
        client.close();

        assertThat(get(closing)).isEqualTo(Shutdown.GRACEFUL);
        await().atMost(LONG).untilAsserted(() -> assertThat(transport.usage()).isEqualTo(Usage.NONE));
        assertThat(server.connections()).isZero();
        assertThat(server.accepted()).isEqualTo(1);
        assertThat(isRefused(server.address())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void anAddressInUseIsNamed(String name) throws Exception {
        Transport transport = transport(name);
        InetSocketAddress taken = (InetSocketAddress) tableServer(transport, "").address();
        ResolverServer second = builder(transport, call -> {}).listen(taken).build();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(second::start)
                .withMessageContaining(":" + taken.getPort())
                .withMessageContaining("in use");
        assertThat(second.close(LONG)).isEqualTo(Shutdown.GRACEFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void aServerThatIsClosedLeavesItsPortToTheNext(String name) throws Exception {
        Transport transport = transport(name);
        ResolverServer first = tableServer(transport, "amazon.com 94.5.6.7 A\n");
        RawClient client = client(first);
        client.send("amazon.com\n");
        client.readLine();
        // The server's side ends first, so that it is the one to go through TIME_WAIT.
        FutureTask<Shutdown> closing = inBackground(() -> first.close(LONG));
        assertThat(client.readToEnd()).isEmpty();
        client.close();
        get(closing);

        ResolverServer second = closeLater(builder(transport, call -> call.answer(FOUND))
                .listen(first.address())
                .build());
        second.start();

        RawClient again = client(second);
        again.send("slow.com\n");
        assertThat(again.readLine()).isEqualTo("slow.com 127.0.0.1 A IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void idleConnectionsAreClosed(String name) throws Exception {
        ResolverServer server = closeLater(builder(transport(name), call -> {})
                .listen(ANY_PORT)
                .listening(ListenOptions.defaults().withIdleTimeout(SHORT))
                .build());
        server.start();

        assertThat(endOf(client(server))).isEmpty();
    }

    @Test
    void startsOnceAndNotAfterClose() throws Exception {
        Transport transport = transport("nio");
        ResolverServer server = tableServer(transport, "");
        ResolverServer never = builder(transport, call -> {}).listen(ANY_PORT).build();

        assertThatIllegalStateException().isThrownBy(server::start).withMessage("the server is started already");
        assertThatIllegalStateException().isThrownBy(never::address).withMessage("the server is not started");
        assertThat(never.accepted()).isZero();
        assertThat(never.close(Duration.ZERO)).isEqualTo(Shutdown.GRACEFUL);
        assertThatIllegalStateException().isThrownBy(never::start).withMessage("the server is closed");
    }

    @Test
    void buildingSaysWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ResolverServer.builder().build())
                .withMessage("a server needs a transport");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder(transport("nio"), call -> {}).build())
                .withMessage("a server needs a listen address");
    }

    private Transport transport(String name) {
        return closeLater(Transport.named(name));
    }

    private ResolverServer tableServer(Transport transport, String table) throws IOException {
        Table parsed = Table.of(TableFile.parse("table", table.getBytes(StandardCharsets.UTF_8)));
        ResolverServer server = closeLater(ResolverServer.builder()
                .transport(transport)
                .wire(LineFormat.standard().silentOnMiss())
                .listen(ANY_PORT)
                .resolver(TableResolver.of(() -> parsed))
                .build());
        return server.start();
    }

    private ResolverServer server(Transport transport, Duration timeout, Resolver resolver) throws IOException {
        ResolverServer server = closeLater(builder(transport, call -> {})
                .resolver(resolver)
                .listen(ANY_PORT)
                .serving(ServingOptions.defaults().withTimeout(timeout))
                .build());
        return server.start();
    }

    private static ResolverServer.Builder builder(Transport transport, Consumer<Call> answering) {
        return ResolverServer.builder()
                .transport(transport)
                .wire(LineFormat.standard())
                .resolver((question, call) -> answering.accept(call));
    }

    private static Resolver fanOut(Transport transport, ResolverServer... upstreams) {
        FanOutResolver.Builder all = FanOutResolver.builder();
        for (ResolverServer each : upstreams) {
            all.upstream(
                    each.address().toString(), RemoteResolver.of(transport, LineFormat.standard(), each.address()));
        }
        return all.build();
    }

    private RawClient client(ResolverServer server) throws IOException {
        return closeLater(RawClient.connect(server.address()));
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        open.add(resource);
        return resource;
    }

    private static List<String> lines(RawClient client, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            lines.add(client.readLine());
        }
        return lines;
    }

    private static String endOf(RawClient client) {
        try {
            return client.readToEnd();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (IOException reset) {
            return "";
        }
    }

    private static boolean isRefused(SocketAddress address) {
        try {
            RawClient.connect(address).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "in background");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T get(FutureTask<T> task) throws InterruptedException, ExecutionException, TimeoutException {
        return task.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    /** Answers nothing until it is told to. */
    private static final class Held implements Resolver {
        private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
        private final Queue<Call> calledOff = new ConcurrentLinkedQueue<>();

        @Override
        public void resolve(Question question, Call call) {
            calls.add(call);
            call.onDone(() -> calledOff.add(call));
        }

        void awaitCalls(int count) {
            await().atMost(LONG).until(() -> calls.size() == count);
        }

        void awaitCalledOff(int count) {
            await().atMost(LONG).until(() -> calledOff.size() == count);
        }

        void answerAll(Answer answer) {
            calls.forEach(call -> call.answer(answer));
        }
    }
}
