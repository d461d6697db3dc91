package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.Leaks;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.TransportOptions;
import org.hedgerow.transport.Usage;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Closes what a test opens, in the opposite order, and sees to it that nothing is left. */
abstract class PeerFixture {
    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LANES = 2;

    @TempDir
    Path directory;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Leaks leaks;

    @BeforeEach
    void remember() {
        leaks = Leaks.snapshot();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        leaks.assertNone();
    }

    final <T extends AutoCloseable> T closeLater(T resource) {
        open.push(resource);
        return resource;
    }

    static TransportOptions options() {
        return TransportOptions.defaults().withLanes(LANES);
    }

    final Transport transport(String name) {
        return transport(name, options());
    }

    /** A transport that has to be found empty when it is closed. */
    final Transport transport(String name, TransportOptions options) {
        Transport transport = Transport.named(name, options);
        closeLater(() -> {
            try (transport) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(transport.usage()).isEqualTo(Usage.NONE));
            }
        });
        return transport;
    }

    final ResolverServer serve(Transport transport, WireFormat wire, Resolver resolver) throws IOException {
        return serve(ResolverServer.builder().transport(transport).wire(wire).resolver(resolver));
    }

    final ResolverServer serve(ResolverServer.Builder server) throws IOException {
        ResolverServer started = server.listen(loopback()).build().start();
        closeLater(() -> started.close(Duration.ZERO));
        return started;
    }

    final ResolverServer tableServer(Transport transport, Table table) throws IOException {
        return serve(transport, DnsFormat.standard().authoritative(), TableResolver.of(() -> table));
    }

    final RemoteResolver remote(Transport transport, WireFormat wire, SocketAddress server) {
        return closeLater(RemoteResolver.of(transport, wire, server));
    }

    /** Any port of the loopback address. */
    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
