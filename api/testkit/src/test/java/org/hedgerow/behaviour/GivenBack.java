package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.Call;
import org.hedgerow.Resolver;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.DnsResponder;
import org.hedgerow.dns.IdsInUse;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.testkit.ScriptedPort;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamTotals;
import org.hedgerow.wire.WireFormat;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is bounded is given back, on unhappy paths too: after each test what its fixtures have under way is given up, and then
 * no id, port, connection, timer, pending question and byte may be held. Found by JUnit itself; fixtures register.
 */
public final class GivenBack implements AfterEachCallback {
    private static final ThreadLocal<List<Runnable>> ENDS = ThreadLocal.withInitial(ArrayList::new);
    private static final ThreadLocal<List<Runnable>> CHECKS = ThreadLocal.withInitial(ArrayList::new);

    /** The asking side of a format, and the calls that it was handed, to which the test may add until it is over. */
    static void after(Upstream upstream, ManualConnector lane, UpstreamTotals totals, List<? extends Call> calls) {
        ENDS.get().add(() -> {
            lane.run(() -> calls.forEach(Call::cancel));
            assertThat(totals.snapshot().pending()).as("pending").isZero();
            assertThat(IdsInUse.of(upstream)).as("ids in use").isZero();
            lane.run(upstream::close);
        });
        CHECKS.get().add(() -> {
            assertThat(lane.ports()).as("ports").allMatch(ScriptedPort::isClosed);
            assertThat(lane.connections()).as("connections").allMatch(each -> each.isClosed() || each.isClosing());
            expectIdle(lane);
        });
    }

    /** A connection that a format serves, with memory of its own unless the test has given it some. */
    static ScriptedConnection accepted(
            ManualLane lane, WireFormat format, Resolver resolver, ServingOptions options, ServingTotals totals) {
        ServingOptions own = withOwnMemory(options);
        ScriptedConnection connection =
                ScriptedConnection.accepted(lane, format.serving(context(resolver, own, totals)));
        ENDS.get().add(() -> connection.drop(new IOException("the test is over")));
        CHECKS.get().add(() -> expectServed(lane, own.memory()));
        return connection;
    }

    private static ServingContext context(Resolver resolver, ServingOptions options, ServingTotals totals) {
        return ServingContext.of(resolver).withOptions(options).withTotals(totals);
    }

    /** A port that a format serves, likewise. */
    static ScriptedPort bound(
            ManualLane lane, WireFormat format, Resolver resolver, ServingOptions options, ServingTotals totals) {
        ServingOptions own = withOwnMemory(options);
        ScriptedPort port = ScriptedPort.bound(
                lane, Objects.requireNonNull(format.servingDatagrams(context(resolver, own, totals)), "datagrams"));
        ENDS.get().add(() -> port.fail(new IOException("the test is over")));
        CHECKS.get().add(() -> expectServed(lane, own.memory()));
        return port;
    }

    /** What answers messages of a carrier of its own, likewise. */
    static DnsResponder responder(
            ManualLane lane, DnsFormat format, Resolver resolver, ServingOptions options, ServingTotals totals) {
        ServingOptions own = withOwnMemory(options);
        AtomicReference<DnsResponder> responder = new AtomicReference<>();
        lane.run(() -> responder.set(DnsResponder.of(format, context(resolver, own, totals), lane)));
        ENDS.get().add(() -> lane.run(responder.get()::close));
        CHECKS.get().add(() -> expectServed(lane, own.memory()));
        return responder.get();
    }

    /** A resolver that servers ask: its calls are over, since nobody waits for them. */
    static void after(HeldResolver resolver) {
        CHECKS.get()
                .add(() -> assertThat(resolver.released())
                        .as("calls that are over")
                        .isEqualTo(resolver.questions().size()));
    }

    /** So that no other test is to blame for what is held. */
    private static ServingOptions withOwnMemory(ServingOptions options) {
        return options.memory() == InFlightMemory.ofProcess()
                ? options.withMemory(
                        InFlightMemory.ofBytes(InFlightMemory.ofProcess().limit()))
                : options;
    }

    private static void expectServed(ManualLane lane, InFlightMemory memory) {
        assertThat(memory.held()).as("bytes held").isZero();
        expectIdle(lane);
    }

    private static void expectIdle(ManualLane lane) {
        lane.runAll();
        assertThat(lane.timers()).as("timers").isZero();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Runnable> all = new ArrayList<>(ENDS.get());
        all.addAll(CHECKS.get());
        ENDS.remove();
        CHECKS.remove();
        if (context.getExecutionException().isEmpty()) {
            all.forEach(Runnable::run);
        }
    }
}
