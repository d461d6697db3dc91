package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.transport.Binding;
import org.hedgerow.transport.DatagramPort;
import org.hedgerow.transport.Transport;
import org.hedgerow.transport.Usage;
import org.junit.jupiter.api.Test;

/** {@link Binding#drain}: what has arrived is answered, nothing new is taken. */
interface BindingDrainTests extends TransportTests {

    /** What has arrived is handed over though nobody had received it; then the input ends; answers still leave. */
    @Test
    default void datagramsThatHaveArrivedAreHandedOver() throws Exception {
        CountDownLatch gate = bench().gate();
        CompletableFuture<Gated> receiving = new CompletableFuture<>();
        Binding binding = bench().bind(bench().transport(), () -> new Gated(receiving, gate));
        RawDatagramClient client = bench().datagramClient(binding);
        client.send("question 0");
        DatagramProbe probe = Wait.on(receiving, "received");
        List<String> expected = new ArrayList<>(List.of("question 0"));
        for (int i = 1; i < 200; i++) {
            client.send("question " + i);
            expected.add("question " + i);
        }
        binding.drain();
        gate.countDown();
        probe.awaitEnded();
        assertThat(probe.texts()).isEqualTo(expected);
        assertThat(binding.awaitEmpty(Duration.ofMillis(20))).as("empty").isFalse();
        DatagramPort port = probe.port();
        client.send("too late");
        Wait.inLane(port.lane(), () -> DatagramProbe.send(port, "the answer", client.localAddress()));
        assertThat(client.receiveText()).isEqualTo("the answer");
        assertThat(client.sender()).isEqualTo(binding.address());
        binding.close();
        assertThat(probe.awaitClosed()).as("cause").isNotNull();
        assertThat(probe.texts()).as("nothing after the end").isEqualTo(expected);
    }

    /** Where nothing has arrived the input ends, too; when all handlers have closed their ports it is empty. */
    @Test
    default void anIdleBindingIsDrained() throws Exception {
        Transport transport = bench().transport();
        Queue<DatagramProbe> probes = new ConcurrentLinkedQueue<>();
        Binding binding = bench().bind(transport, () -> {
            DatagramProbe probe = new DatagramProbe();
            probes.add(probe);
            return probe;
        });
        assertThat(binding.awaitEmpty(Duration.ofMillis(1))).as("empty").isFalse();
        binding.drain();
        binding.drain();
        probes.forEach(DatagramProbe::awaitEnded);
        assertThat(binding.awaitEmpty(Duration.ofMillis(20))).as("empty").isFalse();
        assertThat(transport.usage().ports()).isEqualTo(probes.size());
        for (DatagramProbe probe : probes) {
            assertThat(probe.isClosed()).isFalse();
            DatagramPort port = probe.port();
            Wait.inLane(port.lane(), port::close);
            assertThat(probe.awaitClosed()).as("cause").isNull();
        }
        assertThat(binding.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        Wait.until("nothing in use", () -> transport.usage().equals(Usage.NONE));
    }

    /** Unless it has a reason to wait, a handler closes its port when it has answered; others go on. */
    @Test
    default void drainingConcernsOneBinding() throws Exception {
        Transport transport = bench().transport();
        Binding drained = bench().bind(transport, DatagramEcho::new);
        Binding other = bench().bind(transport, DatagramEcho::new);
        RawDatagramClient ofDrained = bench().datagramClient(drained);
        ofDrained.send("before");
        assertThat(ofDrained.receiveText()).isEqualTo("before");
        drained.drain();
        assertThat(drained.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
        RawDatagramClient client = bench().datagramClient(other);
        client.send("after");
        assertThat(client.receiveText()).isEqualTo("after");
        bench().expectService(transport);
    }

    /** Who keeps sending does not put off the end of the input. */
    @Test
    default void drainingUnderLoadEnds() throws Exception {
        Binding binding = bench().bind(bench().transport(), DatagramEcho::new);
        for (int i = 0; i < 2; i++) {
            bench().keep(Flood.of(binding));
        }
        binding.drain();
        assertThat(binding.awaitEmpty(Wait.LIMIT)).as("empty").isTrue();
    }

    /** Holds up its lane with the first datagram. */
    final class Gated extends DatagramProbe {
        private final CompletableFuture<Gated> receiving;
        private final CountDownLatch gate;

        Gated(CompletableFuture<Gated> receiving, CountDownLatch gate) {
            this.receiving = receiving;
            this.gate = gate;
        }

        @Override
        public void received(DatagramPort port, ByteBuffer bytes, SocketAddress from) {
            super.received(port, bytes, from);
            if (receiving.complete(this)) {
                Wait.on(gate, "let go");
            }
        }
    }
}
