package org.hedgerow.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Found;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.tables.TableFile;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The servers of one test, their transports and clients, which are closed after it in the reverse order. */
public final class Servers implements AfterEachCallback {
    public static final Duration LONG = Duration.ofSeconds(30);
    public static final Duration SHORT = Duration.ofMillis(300);
    public static final SocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    public static final Answer FOUND =
            Found.of(List.of(ResourceRecord.of(DomainName.of("slow.com"), InetAddress.getLoopbackAddress())));

    private final List<AutoCloseable> open = new ArrayList<>();

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    public Transport transport(String name) {
        return closeLater(Transport.named(name));
    }

    public ResolverServer tableServer(Transport transport, String table) throws IOException {
        Table parsed = Table.of(TableFile.parse("table", table.getBytes(StandardCharsets.UTF_8)));
        ResolverServer server = closeLater(ResolverServer.builder()
                .transport(transport)
                .wire(LineFormat.standard().silentOnMiss())
                .listen(ANY_PORT)
                .resolver(TableResolver.of(() -> parsed))
                .build());
        return server.start();
    }

    public ResolverServer server(Transport transport, Duration timeout, Resolver resolver) throws IOException {
        ResolverServer server = closeLater(builder(transport, call -> {})
                .resolver(resolver)
                .listen(ANY_PORT)
                .serving(ServingOptions.defaults().withTimeout(timeout))
                .build());
        return server.start();
    }

    public static ResolverServer.Builder builder(Transport transport, Consumer<Call> answering) {
        return ResolverServer.builder()
                .transport(transport)
                .wire(LineFormat.standard())
                .resolver((question, call) -> answering.accept(call));
    }

    public static Resolver fanOut(Transport transport, ResolverServer... upstreams) {
        FanOutResolver.Builder all = FanOutResolver.builder();
        for (ResolverServer each : upstreams) {
            all.upstream(
                    each.address().toString(), RemoteResolver.of(transport, LineFormat.standard(), each.address()));
        }
        return all.build();
    }

    public RawClient client(ResolverServer server) throws IOException {
        return client(server.address());
    }

    RawClient client(SocketAddress address) throws IOException {
        return closeLater(RawClient.connect(address));
    }

    <T extends AutoCloseable> T closeLater(T resource) {
        open.add(resource);
        return resource;
    }

    public static String endOf(RawClient client) {
        try {
            return client.readToEnd();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still open", e);
        } catch (IOException reset) {
            return "";
        }
    }

    public static boolean isRefused(SocketAddress address) {
        try {
            RawClient.connect(address).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    public static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "in background");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    public static <T> T get(FutureTask<T> task) throws InterruptedException, ExecutionException, TimeoutException {
        return task.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
}
