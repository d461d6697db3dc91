package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Connection;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.junit.jupiter.api.Test;

/** The threads of a transport, as its handlers come to see them. */
interface ThreadTests extends TransportTests {

    /** Its threads take nothing over from the one that happens to use it first. */
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // nobody relies on it
    default void nothingIsInheritedFromWhoeverUsesItFirst() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        ThreadGroup group = new ThreadGroup("of a caller");
        Transport transport = bench().transport();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Set<String> inherited = ConcurrentHashMap.newKeySet();
        CompletableFuture<Listener> listener = new CompletableFuture<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            Probe probe = new Probe() {
                @Override
                public void received(Connection connection, ByteBuffer bytes) {
                    Thread thread = Thread.currentThread();
                    seen.add(thread);
                    if (local.get() != null) {
                        inherited.add("a thread local");
                    }
                    if (thread.getContextClassLoader() == loader) {
                        inherited.add("the context class loader");
                    }
                    if (group.equals(thread.getThreadGroup())) {
                        inherited.add("the thread group");
                    }
                    if (thread.getPriority() != Thread.NORM_PRIORITY) {
                        inherited.add("the priority");
                    }
                    write(connection, "seen");
                }
            };
            Thread caller = new Thread(
                    group,
                    () -> {
                        local.set("of a caller");
                        listener.complete(listenOn(transport, probe));
                        for (Thread thread : Thread.getAllStackTraces().keySet()) {
                            if (thread != Thread.currentThread() && group.equals(thread.getThreadGroup())) {
                                inherited.add("the thread group, by " + thread.getName());
                            }
                        }
                    },
                    "a caller");
            caller.setContextClassLoader(loader);
            caller.setPriority(Thread.MIN_PRIORITY);
            caller.setDaemon(true);
            caller.start();
            caller.join();
            RawClient client = bench().rawClient(Wait.on(listener, "listening"));
            client.send("x");
            assertThat(client.read(4)).isEqualTo("seen");
        }
        assertThat(seen).hasSize(1);
        assertThat(inherited).isEmpty();
    }

    private Listener listenOn(Transport transport, Probe probe) {
        try {
            return bench().listen(transport, () -> probe);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An interrupt that a handler leaves behind is gone when the next callback of the lane runs, and harms nobody. */
    @Test
    default void anInterruptLeftBehindIsForgotten() throws IOException {
        Transport transport = bench().transport();
        Set<Boolean> interrupted = ConcurrentHashMap.newKeySet();
        Listener listener = bench().listen(transport, () -> new Probe() {
            @Override
            public void received(Connection connection, ByteBuffer bytes) {
                interrupted.add(Thread.currentThread().isInterrupted());
                EchoHandler.echo(connection, bytes);
                Thread.currentThread().interrupt();
            }
        });
        RawClient client = bench().rawClient(listener);
        for (int i = 0; i < 100; i++) {
            TransportBench.expectEcho(client, "interrupted");
        }
        assertThat(interrupted).containsExactly(false);
        assertThat(listener.failed()).isZero();
        bench().expectService(transport);
    }

    /** Somebody who interrupts all platform threads that there are ends no lane, no acceptor and no connection. */
    @Test
    default void interruptsFromElsewhereHarmNobody() throws IOException {
        Transport transport = bench().transport();
        Listener listener = bench().listen(transport, EchoHandler::new);
        RawClient client = bench().rawClient(listener);
        TransportBench.expectEcho(client, "before");
        var binding = bench().bind(transport, DatagramEcho::new);
        DatagramProbe probe = new DatagramProbe();
        DatagramPort port = bench().openPort(transport.connector(), binding.address(), probe);
        for (int i = 0; i < 100; i++) {
            interruptAll();
            TransportBench.expectEcho(client, "interrupted");
            String text = "interrupted " + i;
            Wait.inLane(port.lane(), () -> DatagramProbe.send(port, text, binding.address()));
            probe.awaitText(text);
        }
        assertThat(probe.isClosed()).isFalse();
        assertThat(listener.failed()).isZero();
        Lane lane = transport.lane();
        CountDownLatch run = new CountDownLatch(1);
        lane.execute(() -> lane.schedule(1, run::countDown));
        interruptAll();
        Wait.on(run, "run");
        bench().expectService(transport);
    }

    private static void interruptAll() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("hedgerow-")) {
                thread.interrupt();
            }
        }
    }
}
