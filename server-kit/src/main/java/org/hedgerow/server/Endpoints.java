package org.hedgerow.server;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.Comparators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.hedgerow.Resolver;
import org.hedgerow.lane.Nanos;
import org.hedgerow.transport.ListenOptions;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** The endpoints of one server, how their sockets are opened, and what they have counted together. */
final class Endpoints {
    // A client that does not close after its last reply is waited for so long, lest it lose that.
    private static final Duration LINGER = Duration.ofSeconds(3);

    private final List<ServerEndpoint> all = new ArrayList<>();
    private final List<OpenSockets.Opening> openings = new ArrayList<>();
    private Duration longestTimeout = Duration.ZERO;

    /**
     * What they have in common.
     *
     * @param wire what those speak that do not speak something else
     * @param serving null for the defaults of each wire format
     */
    record Common(
            Transport transport,
            Resolver resolver,
            @Nullable WireFormat wire,
            ListenOptions listening,
            @Nullable ServingOptions serving) {}

    Endpoints(List<EndpointPlan> plans, Common common, ServerLife life) {
        checkState(!plans.isEmpty(), "a server needs a %s", "listen address");
        plans.forEach(plan -> add(plan, common, life));
    }

    private void add(EndpointPlan plan, Common common, ServerLife life) {
        WireFormat wire = plan.wire() == null ? common.wire() : plan.wire();
        checkState(wire != null, "a server needs a %s", "wire format");
        ServingOptions serving = common.serving() == null
                ? ServingOptions.defaults().withTimeout(wire.defaultTimeout())
                : common.serving();
        ServingTotals totals = new ServingTotals();
        ServingContext context =
                ServingContext.of(common.resolver()).withOptions(serving).withTotals(totals);
        ServerSockets.Handlers handlers =
                new ServerSockets.Handlers(wire.serving(context), wire.servingDatagrams(context));
        openings.add(() -> plan.binding().bind(common.transport(), handlers, common.listening()));
        all.add(new ServerEndpoint(wire, totals, life, all.size()));
        longestTimeout = Comparators.max(longestTimeout, serving.timeout());
    }

    List<ServerEndpoint> all() {
        return Collections.unmodifiableList(all);
    }

    List<OpenSockets.Opening> openings() {
        return openings;
    }

    /** In which all of them have met the deadlines of what is in flight. */
    Duration grace() {
        return Duration.ofNanos(Nanos.of(longestTimeout) + LINGER.toNanos());
    }

    long sum(ToLongFunction<ServerEndpoint> count) {
        return all.stream().mapToLong(count).sum();
    }

    ServingTotals.Snapshot totals() {
        return all.stream().map(ServerEndpoint::totals).reduce(Endpoints::sum).orElseThrow();
    }

    private static ServingTotals.Snapshot sum(ServingTotals.Snapshot a, ServingTotals.Snapshot b) {
        return new ServingTotals.Snapshot(
                a.questions() + b.questions(),
                a.found() + b.found(),
                a.notFound() + b.notFound(),
                a.timedOut() + b.timedOut(),
                a.failed() + b.failed(),
                a.invalid() + b.invalid(),
                a.overloaded() + b.overloaded(),
                a.limited() + b.limited());
    }

    /** By the number of the worker: all endpoints have the workers of one transport. */
    List<Long> acceptedByWorker() {
        List<Long> sums = new ArrayList<>();
        for (ServerEndpoint endpoint : all) {
            List<Long> shares = endpoint.acceptedByWorker();
            for (int i = 0; i < shares.size(); i++) {
                if (i == sums.size()) {
                    sums.add(0L);
                }
                sums.set(i, sums.get(i) + shares.get(i));
            }
        }
        return List.copyOf(sums);
    }
}
