package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hedgerow.transport.BindOptions;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.ConnectingLane;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/** What a program does wrong is refused where it does so, by name. */
@SuppressWarnings("NullAway")
interface MisuseTests extends TransportTests {

    /** Nulls, on any thread. */
    @Test
    default void nullsAreRefusedByName() throws IOException {
        Transport transport = bench().transport();
        SocketAddress address = TransportBench.anyPort();
        ListenOptions listen = ListenOptions.defaults();
        BindOptions bind = BindOptions.defaults();
        expectNull("address", () -> transport.listen(null, EchoHandler::new, listen));
        expectNull("handlers", () -> transport.listen(address, null, listen));
        expectNull("options", () -> transport.listen(address, EchoHandler::new, null));
        expectNull("address", () -> transport.bind(null, DatagramEcho::new, bind));
        expectNull("handlers", () -> transport.bind(address, null, bind));
        expectNull("options", () -> transport.bind(address, DatagramEcho::new, null));
        expectNull("make", () -> transport.local(null));
        expectNull("callers", () -> transport.local(lane -> lane).get(null));
        expectNull("channel", () -> transport.adopt(null, EchoHandler::new, listen));
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(address)) {
            expectNull("handlers", () -> transport.adopt(server, null, listen));
            expectNull("options", () -> transport.adopt(server, EchoHandler::new, null));
            assertThat(server.isOpen()).isTrue();
        }
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
    }

    /** Nulls, in a lane, which goes on. */
    @Test
    default void nullsAreRefusedByNameInALane() throws IOException {
        Transport transport = bench().transport();
        ConnectingLane lane = transport.lane();
        expectNull("task", () -> lane.execute(null));
        Wait.inLane(lane, () -> {
            expectNull("task", () -> lane.execute(null));
            expectNull("task", () -> lane.schedule(0, null));
            expectNull("task", () -> lane.schedule(1, null));
            expectNull("address", () -> lane.connect(null, new Probe()));
            expectNull("handler", () -> lane.connect(TransportBench.anyPort(), null));
            expectNull("peer", () -> lane.openPort(null, new DatagramProbe()));
            expectNull("handler", () -> lane.openPort(TransportBench.anyPort(), null));
        });
        assertThat(transport.usage()).isEqualTo(Usage.NONE);
        bench().expectService(transport);
    }

    private static void expectNull(String name, ThrowingCallable misuse) {
        assertThatNullPointerException().isThrownBy(misuse).withMessage(name);
    }

    /** A factory that makes no handler costs that connection; where nobody has come yet, it is refused. */
    @Test
    default void factoriesMustMakeHandlers() throws IOException {
        Transport transport = bench().transport();
        RawClient client = bench().keep(RawClient.connect(transport
                .listen(TransportBench.anyPort(), () -> null, ListenOptions.defaults())
                .address()));
        Wait.until("cut", () -> {
            try {
                return client.readToEnd().isEmpty();
            } catch (IOException reset) {
                return true;
            }
        });
        assertThatNullPointerException()
                .isThrownBy(() -> transport.bind(TransportBench.anyPort(), () -> null, BindOptions.defaults()))
                .withMessageContaining("handler");
        bench().expectService(transport);
        transport.close();
    }

    /** Timers and connections belong to a lane, and are made inside it. */
    @Test
    default void aLaneIsUsedFromInside() throws IOException {
        Transport transport = bench().transport();
        bench().expectService(transport);
        ConnectingLane lane = transport.lane();
        for (ThrowingCallable misuse : List.<ThrowingCallable>of(
                () -> lane.schedule(1, () -> {}),
                () -> lane.connect(TransportBench.anyPort(), new Probe()),
                () -> lane.openPort(TransportBench.anyPort(), new DatagramProbe()))) {
            assertThatThrownBy(misuse)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("outside the lane");
        }
        assertThat(transport.usage().timers()).isZero();
    }

    /** Negative times are refused by name, and the longest are as good as for ever. */
    @Test
    default void timesAreRefusedOrCapped() throws Exception {
        Transport transport = bench().transport();
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        List<Binding> bindings = List.of(
                bench().listen(
                                transport,
                                EchoHandler::new,
                                ListenOptions.defaults().withIdleTimeout(longest)),
                bench().bind(transport, DatagramEcho::new));
        for (Binding binding : bindings) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> binding.awaitEmpty(Duration.ofSeconds(Long.MIN_VALUE)))
                    .withMessageContaining("limit");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> binding.awaitEmpty(Duration.ofNanos(-1)))
                    .withMessageContaining("limit");
        }
        RawClient client = bench().keep(RawClient.connect(bindings.get(0).address()));
        TransportBench.expectEcho(client, "not idle for so long");
        client.close();
        for (Binding binding : bindings) {
            binding.close();
            assertThat(binding.awaitEmpty(longest)).isTrue();
        }
    }
}
