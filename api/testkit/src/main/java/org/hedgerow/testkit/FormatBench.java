package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.InFlightMemory;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.Upstream;
import org.hedgerow.wire.UpstreamOptions;
import org.hedgerow.wire.UpstreamTotals;
import org.hedgerow.wire.WireFormat;

/**
 * Both sides of one format, in one lane whose time the test moves: an upstream, and a server that its connections and ports
 * lead to. Confined to the test's thread.
 */
final class FormatBench {
    static final SocketAddress SERVER = InetSocketAddress.createUnresolved("server.contract", 1053);

    /** Longer than a format waits for the rest of a question, and shorter than it waits before it asks again. */
    static final Duration GRACE = Duration.ofMillis(20);

    private static final long MEMORY = 1 << 30;

    final ManualConnector lane = new ManualConnector();
    final ServingTotals served = new ServingTotals();
    final UpstreamTotals asked = new UpstreamTotals();
    final InFlightMemory memory = InFlightMemory.ofBytes(MEMORY);
    final ContractResolver resolver = new ContractResolver(FormatBench::found);
    final LoopbackServer server;
    final Upstream upstream;
    final ServingContext serving;
    private final List<ContractCall> calls = new ArrayList<>();

    /** With a server that reports failures at once where it has a choice. */
    FormatBench(WireFormat format) {
        this(format, ServingOptions.defaults().withFailFast(true), UpstreamOptions.defaults());
    }

    FormatBench(WireFormat format, ServingOptions servingOptions, UpstreamOptions askingOptions) {
        serving = ServingContext.of(resolver)
                .withOptions(servingOptions.withMemory(memory))
                .withTotals(served);
        server = new LoopbackServer(lane, format, serving);
        upstream = format.asking(AskingContext.of(lane, Endpoint.of(SERVER))
                .withOptions(askingOptions)
                .withTotals(asked));
    }

    static Question question(int number) {
        return Question.of("name" + number + ".contract.example");
    }

    /** What the resolver knows of every name: an address of its own. */
    static Answer found(Question question) {
        int hash = question.name().hashCode();
        String address = "10." + (hash >> 16 & 0xFF) + "." + (hash >> 8 & 0xFF) + "." + (hash & 0xFF);
        return Found.of(List.of(
                ResourceRecord.of(question.name(), Objects.requireNonNull(AddressText.parse(address), "an address"))));
    }

    ContractCall ask(Question question) {
        ContractCall call = new ContractCall(lane);
        calls.add(call);
        lane.run(() -> upstream.ask(question, call));
        return call;
    }

    ContractCall askAndSettle(Question question) {
        ContractCall call = ask(question);
        settle();
        return call;
    }

    /** Lets pass what time a format needs to see the ends of questions and replies. */
    void settle() {
        for (int i = 0; i < 3; i++) {
            server.exchange();
            lane.advance(GRACE);
        }
        server.exchange();
    }

    /** Time goes by, with whatever is sent in it. */
    void pass(Duration time) {
        lane.advance(time);
        server.exchange();
    }

    /** Gives up what is under way, on either side; then nothing may be left. */
    void close() {
        lane.run(() -> calls.forEach(ContractCall::cancel));
        assertThat(asked.snapshot().pending()).as("pending in the end").isZero();
        lane.run(upstream::close);
        server.exchange();
        assertThat(lane.connections()).as("connections").allMatch(each -> each.isClosing() || each.isClosed());
        assertThat(lane.ports()).as("ports").allMatch(ScriptedPort::isClosed);
        server.cut();
        lane.runAll();
        assertThat(server.threw()).as("what handlers threw").isEmpty();
        assertThat(resolver.inFlight()).as("calls that are held").isZero();
        assertThat(memory.held()).as("bytes held").isZero();
        assertThat(lane.timers()).as("timers").isZero();
        assertThat(calls).as("answered at most once").allMatch(each -> each.given() <= 1);
    }

    /** Whether one is the other, as far as a format has to be able to say: for a failure, without its words. */
    static boolean isSame(Answer one, Answer other) {
        if (one instanceof Failed failed && other instanceof Failed expected) {
            return failed.reason() == expected.reason();
        }
        return one.withExtendedError(null).equals(other.withExtendedError(null));
    }
}
