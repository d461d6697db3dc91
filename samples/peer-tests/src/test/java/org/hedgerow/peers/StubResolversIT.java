package org.hedgerow.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.fanout.AliasFollower;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.table.Table;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What programs make of a root server that ask it through the resolvers of glibc, musl and Go, which ask for addresses of both
 * families and give up on a name that has one where they hear nothing of the other. Each runs in a mount namespace with a
 * resolv.conf of its own, which takes root, and gives up after a second; the root server has ten minutes. So what comes to
 * an end has not been waited for.
 */
class StubResolversIT extends PeerFixture {
    private static final int DNS_PORT = 53;
    private static final String CONFIG = "nameserver %s\noptions timeout:1 attempts:1\n";

    @TempDir
    static Path programs;

    private final FanOutResolver.Builder upstreams = FanOutResolver.builder().askAgainAfter(Duration.ofMillis(500));

    enum Other {
        REFUSES,
        IS_SILENT,
        HAS_ANOTHER_ZONE
    }

    private ResolverServer start(Other other) throws Exception {
        Transport transport = transport("nio");
        Table table = Zone.of("a.test", "www.a.test. 300 IN A 192.0.2.10\nout.a.test. 300 IN CNAME www.b.test.\n")
                .table();
        Table others = Zone.of("b.test", "www.b.test. 300 IN A 192.0.2.20\n").table();
        upstreams.upstream(
                "living",
                remote(
                        transport,
                        DnsFormat.standard(),
                        tableServer(transport, table).address()));
        SocketAddress second = switch (other) {
            case REFUSES -> Peer.freeAddress();
            case IS_SILENT -> closeLater(new HeldUpstream()).address();
            case HAS_ANOTHER_ZONE -> tableServer(transport, others).address();
        };
        upstreams.upstream("other", remote(transport, DnsFormat.standard(), second));
        return listen(transport, AliasFollower.of(upstreams.build()));
    }

    /** On an address of the loopback whose port 53 is free. */
    private ResolverServer listen(Transport transport, AliasFollower resolver) throws Exception {
        for (int i = 1; i < 250; i++) {
            try {
                ResolverServer server = ResolverServer.builder()
                        .transport(transport)
                        .wire(DnsFormat.standard())
                        .resolver(resolver)
                        .serving(ServingOptions.defaults().withTimeout(Duration.ofMinutes(10)))
                        .listen(new InetSocketAddress("127.53.0." + i, DNS_PORT))
                        .build();
                server.start();
                closeLater(() -> server.close(Duration.ZERO));
                return server;
            } catch (BindException taken) {
                // the next one
            }
        }
        throw new BindException("no address with a free port " + DNS_PORT);
    }

    private Tool.Output resolve(StubResolver stub, ResolverServer server, String name) throws Exception {
        Path config = directory.resolve("resolv.conf");
        String address = ((InetSocketAddress) server.address()).getAddress().getHostAddress();
        Files.writeString(config, String.format(CONFIG, address));
        Path program = stub.program(programs);
        Path order = Files.writeString(directory.resolve("nsswitch.conf"), "hosts: dns\n");
        String mounts = "mount --bind " + config + " $(readlink -f /etc/resolv.conf) && mount --bind " + order
                + " /etc/nsswitch.conf && exec " + program + " " + name;
        return Tool.run(new ArrayList<>(List.of(Program.UNSHARE.path(), "-m", "sh", "-c", mounts)));
    }

    private static void assumeRoot() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!Boolean.getBoolean("hedgerow.peers.required")) {
            Assumptions.assumeTrue(root, "a mount namespace and port 53 take root");
        }
        assertThat(root).as("is root").isTrue();
    }

    static Stream<Arguments> both() {
        return Stream.of(StubResolver.values())
                .flatMap(stub -> Stream.of(Other.values()).map(other -> Arguments.of(stub, other)));
    }

    /** Once, AAAA of such a name was REFUSED, or SERVFAIL after 4.5 seconds. */
    @ParameterizedTest
    @MethodSource("both")
    void aNameWithAnAddressOfOneFamilyIsResolved(StubResolver stub, Other other) throws Exception {
        assumeRoot();
        ResolverServer server = start(other);
        assertThat(resolve(stub, server, "www.a.test").lines()).containsExactly("192.0.2.10");
    }

    @ParameterizedTest
    @MethodSource("both")
    void aNameThatDoesNotExistIsToldAsThat(StubResolver stub, Other other) throws Exception {
        assumeRoot();
        Tool.Output output = resolve(stub, start(other), "nowhere.a.test");
        assertThat(output.exit()).isEqualTo(1);
        assertThat(output.text()).containsPattern("Name or service not known|Name does not resolve|no such host");
    }

    /** They follow no aliases themselves if they are told that recursion is available. */
    @ParameterizedTest
    @EnumSource(StubResolver.class)
    void anAliasOfOneTableIntoAnotherIsResolved(StubResolver stub) throws Exception {
        assumeRoot();
        ResolverServer server = start(Other.HAS_ANOTHER_ZONE);
        assertThat(resolve(stub, server, "out.a.test").lines()).containsExactly("192.0.2.20");
    }
}
