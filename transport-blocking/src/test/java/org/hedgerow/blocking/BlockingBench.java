package org.hedgerow.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.hedgerow.testkit.Leaks;
import org.hedgerow.testkit.ManualTicker;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.transport.ConnectionHandlerFactory;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Listener;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A transport of two lanes for one test, with threads that use it; after the test nothing of it may be left. */
final class BlockingBench implements AfterEachCallback {
    static final Duration LIMIT = Duration.ofSeconds(30);
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Leaks leaks = Leaks.snapshot();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Transport> others = new ConcurrentLinkedQueue<>();
    private final Transport transport;

    private BlockingBench(TransportOptions options) {
        transport = new BlockingTransport(options.withLanes(2));
    }

    static BlockingBench onTheJvmsTime() {
        return new BlockingBench(TransportOptions.defaults());
    }

    static BlockingBench onTimeOf(ManualTicker ticker) {
        BlockingBench made = new BlockingBench(TransportOptions.defaults().withTicker(ticker));
        ticker.drive(made.transport);
        return made;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        transport.close();
        others.forEach(Transport::close);
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis());
        }
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        leaks.assertNone();
    }

    Transport transport() {
        return transport;
    }

    /** One more, with pools of so many. */
    Transport pool(ConcurrencyModel model, int workers) {
        return transport(TransportOptions.defaults().withModel(model).withWorkers(workers));
    }

    /** One more. */
    Transport transport(TransportOptions options) {
        Transport other = new BlockingTransport(options.withLanes(2));
        others.add(other);
        return other;
    }

    Listener listen(ConnectionHandlerFactory handlers) throws IOException {
        return listen(handlers, ListenOptions.defaults());
    }

    Listener listen(ConnectionHandlerFactory handlers, ListenOptions options) throws IOException {
        return transport.listen(ANY_PORT, handlers, options);
    }

    /** A listener that sends back what it gets. */
    Listener listenAndEcho() throws IOException {
        return listen(BlockingBench::echo);
    }

    /** A handler that sends back what it gets. */
    static ConnectionHandler echo() {
        return (connection, bytes) ->
                connection.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    static void expectEcho(RawClient client, String text) throws IOException {
        client.send(text);
        assertThat(client.read(text.length())).isEqualTo(text);
    }

    static RawClient client(Listener listener) throws IOException {
        return RawClient.connect(listener.address());
    }

    /** Works on a thread of its own. */
    <T> Future<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return task;
    }

    /** The result, or what went wrong, of something that takes longer only if it is broken. */
    static <T> T get(Future<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
