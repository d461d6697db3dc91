package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.testkit.Chunk.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Leaks leaks = Leaks.snapshot();
    private final ManualTicker ticker = new ManualTicker();
    private final List<AutoCloseable> open = new ArrayList<>();
    private FaultyLink link;

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        leaks.assertNone();
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        open.add(0, resource);
        return resource;
    }

    private void link(InetSocketAddress server, FaultPlan plan) throws IOException {
        link = closeLater(FaultyLink.to(server).plan(plan).ticker(ticker).start());
    }

    /** A server of datagrams, which a test plays. */
    private RawDatagramClient datagramServer() throws IOException {
        return closeLater(RawDatagramClient.bound(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new InetSocketAddress("127.0.0.1", 9)));
    }

    private RawDatagramClient datagramClient() throws IOException {
        return closeLater(RawDatagramClient.of(link.address()));
    }

    private ServerSocket streamServer() throws IOException {
        ServerSocket server = closeLater(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        server.setSoTimeout((int) Wait.LIMIT.toMillis());
        return server;
    }

    private static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private static InetSocketAddress address(RawDatagramClient server) {
        return (InetSocketAddress) server.localAddress();
    }

    private Socket accept(ServerSocket server) throws IOException {
        Socket accepted = closeLater(server.accept());
        accepted.setSoTimeout((int) Wait.LIMIT.toMillis());
        return accepted;
    }

    private static String read(Socket socket, int octets) throws IOException {
        return new String(socket.getInputStream().readNBytes(octets), StandardCharsets.UTF_8);
    }

    private static FaultPlan numbered(Fate... fates) {
        return chunk -> chunk.number() < fates.length ? fates[(int) chunk.number()] : Fate.delivered();
    }

    @Test
    void repliesFindTheClientThatAsked() throws IOException {
        RawDatagramClient server = datagramServer();
        link(address(server), FaultPlan.none());
        RawDatagramClient first = datagramClient();
        RawDatagramClient second = datagramClient();
        first.send("first");
        assertThat(server.receiveText()).isEqualTo("first");
        var firstPort = server.sender();
        second.send("second");
        assertThat(server.receiveText()).isEqualTo("second");
        server.send("to second".getBytes(StandardCharsets.UTF_8), server.sender());
        server.send("to first".getBytes(StandardCharsets.UTF_8), firstPort);
        assertThat(first.receiveText()).isEqualTo("to first");
        assertThat(second.receiveText()).isEqualTo("to second");
        assertThat(first.sender()).isEqualTo(link.address());
        assertThat(link.datagrams(Direction.TO_SERVER)).isEqualTo(2);
        assertThat(link.datagrams(Direction.TO_CLIENT)).isEqualTo(2);
    }

    @Test
    void aDatagramThatIsDelayedIsOvertaken() throws IOException {
        RawDatagramClient server = datagramServer();
        link(address(server), numbered(Fate.after(LONG)));
        RawDatagramClient client = datagramClient();
        client.send("slow");
        client.send("fast");
        assertThat(server.receiveText()).isEqualTo("fast");
        ticker.advance(LONG.minusNanos(1));
        client.send("faster");
        assertThat(server.receiveText()).isEqualTo("faster");
        ticker.advance(Duration.ofNanos(1));
        assertThat(server.receiveText()).isEqualTo("slow");
    }

    @Test
    void datagramsAreLostAndDoubledBothWays() throws IOException {
        RawDatagramClient server = datagramServer();
        link(
                address(server),
                numbered(Fate.lost(), Fate.cut(), Fate.after(Duration.ZERO, Duration.ZERO), Fate.delivered()));
        RawDatagramClient client = datagramClient();
        for (String each : List.of("lost", "cut", "twice", "once")) {
            client.send(each);
        }
        for (String each : List.of("twice", "twice", "once")) {
            assertThat(server.receiveText()).isEqualTo(each);
        }
        for (String each : List.of("lost", "cut", "twice", "once")) {
            server.send(each.getBytes(StandardCharsets.UTF_8), server.sender());
        }
        for (String each : List.of("twice", "twice", "once")) {
            assertThat(client.receiveText()).isEqualTo(each);
        }
    }

    @Test
    void aServerThatIsNotThereLosesDatagramsAndIsFoundWhenItIs() throws IOException {
        InetSocketAddress nobody;
        try (RawDatagramClient gone = RawDatagramClient.of(new InetSocketAddress("127.0.0.1", 9))) {
            nobody = address(gone);
        }
        link(nobody, FaultPlan.none());
        RawDatagramClient client = datagramClient();
        client.send("lost");
        Wait.until("passed", () -> link.datagrams(Direction.TO_SERVER) == 1);
        RawDatagramClient server = closeLater(RawDatagramClient.bound(nobody, nobody));
        // The system may tell the link of the one before by refusing this.
        Wait.until("heard", () -> {
            client.send("heard");
            server.send("marker".getBytes(StandardCharsets.UTF_8), nobody);
            return server.receiveText().equals("heard");
        });
    }

    @Test
    void aStreamHasBothWaysAndBothEnds() throws IOException {
        ServerSocket server = streamServer();
        link(address(server), FaultPlan.none());
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        client.send("question");
        assertThat(read(accepted, 8)).isEqualTo("question");
        client.shutdownOutput();
        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        accepted.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
        accepted.close();
        assertThat(client.readToEnd()).isEqualTo("answer");
        assertThat(link.pieces(Direction.TO_CLIENT)).isEqualTo(1);
    }

    @Test
    void aStreamThatIsDelayedKeepsItsOrder() throws IOException {
        ServerSocket server = streamServer();
        link(address(server), numbered(Fate.after(LONG)));
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        client.send("a");
        Wait.until("passed", () -> link.pieces(Direction.TO_SERVER) == 1);
        client.send("b");
        Wait.until("passed", () -> link.pieces(Direction.TO_SERVER) == 2);
        client.shutdownOutput();
        accepted.getOutputStream().write('c');
        Wait.until("passed", () -> link.pieces(Direction.TO_CLIENT) == 1);
        assertThat(accepted.getInputStream().available()).isZero();
        assertThat(client.input().available()).isZero();
        ticker.advance(LONG);
        assertThat(new String(accepted.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("ab");
        assertThat(client.read(1)).isEqualTo("c");
    }

    @Test
    void aStreamThatHasLostSomethingCarriesNothingMoreThatWay() throws IOException {
        ServerSocket server = streamServer();
        link(address(server), chunk -> chunk.direction() == Direction.TO_SERVER ? Fate.lost() : Fate.delivered());
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        client.send("lost");
        client.shutdownOutput();
        Wait.until("passed", () -> link.pieces(Direction.TO_SERVER) == 1);
        accepted.getOutputStream().write("heard".getBytes(StandardCharsets.UTF_8));
        assertThat(client.read(5)).isEqualTo("heard");
        assertThat(accepted.getInputStream().available()).isZero();
    }

    @Test
    void aStallKeepsEverythingAndResumesInOrder() throws IOException {
        ServerSocket server = streamServer();
        link(address(server), FaultPlan.none());
        link.stall();
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        client.send("a");
        Wait.until("passed", () -> link.pieces(Direction.TO_SERVER) == 1);
        client.send("b");
        Wait.until("passed", () -> link.pieces(Direction.TO_SERVER) == 2);
        assertThat(accepted.getInputStream().available()).isZero();
        link.resume();
        assertThat(read(accepted, 2)).isEqualTo("ab");
    }

    @Test
    void aCutResetsBothSidesAndNewConnectionsStand() throws IOException {
        ServerSocket server = streamServer();
        link(address(server), FaultPlan.none());
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        client.send("a");
        assertThat(read(accepted, 1)).isEqualTo("a");
        link.cut();
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> client.read(1));
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> read(accepted, 1));
        RawClient next = closeLater(RawClient.connect(link.address()));
        next.send("b");
        assertThat(read(accept(server), 1)).isEqualTo("b");
    }

    @Test
    void aPlanCutsInTheMiddleOfAStream() throws IOException {
        ServerSocket server = streamServer();
        link(address(server), FaultPlan.none());
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        client.send("a");
        assertThat(read(accepted, 1)).isEqualTo("a");
        link.plan(chunk -> Fate.cut());
        Wait.until("cut", () -> {
            try {
                client.send("b");
                return false;
            } catch (SocketException reset) {
                return true;
            }
        });
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> accepted.getInputStream().readAllBytes());
    }

    @Test
    void aServerThatIsNotThereEndsTheConnection() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket gone = streamServer()) {
            nobody = address(gone);
        }
        link(nobody, FaultPlan.none());
        // That may be before the client has seen it stand.
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> closeLater(RawClient.connect(link.address())).read(1));
    }

    @Test
    void aServerThatReadsSlowlyGetsEverything() throws Exception {
        ServerSocket server = streamServer();
        link(address(server), FaultPlan.none());
        RawClient client = closeLater(RawClient.connect(link.address()));
        Socket accepted = accept(server);
        byte[] sent = new byte[16 << 20];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 >> 8);
        }
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try {
                client.send(sent);
                client.shutdownOutput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Wait.until("begun", () -> link.pieces(Direction.TO_SERVER) > 0);
        assertThat(accepted.getInputStream().readAllBytes()).isEqualTo(sent);
        Wait.on(sending, "sent");
    }

    @Test
    void aPlanThatFailsIsToldOfAtTheEnd() throws IOException {
        RawDatagramClient server = datagramServer();
        FaultyLink failing = FaultyLink.to(address(server))
                .plan(chunk -> {
                    throw new UnsupportedOperationException("no plan");
                })
                .start();
        try (RawDatagramClient client = RawDatagramClient.of(failing.address())) {
            client.send("anything");
            Wait.until("passed", () -> failing.datagrams(Direction.TO_SERVER) == 1);
        }
        assertThatIllegalStateException()
                .isThrownBy(failing::close)
                .withRootCauseInstanceOf(UnsupportedOperationException.class);
    }
}
