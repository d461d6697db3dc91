package org.hedgerow.behaviour;

import java.time.Duration;
import org.hedgerow.Resolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;

/** A client of a server of the line format, whose resolver answers when the test says so. */
final class LineClient {
    static final Duration GRACE = Duration.ofMillis(5);
    static final Duration PATIENCE = Duration.ofMillis(200);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration NANO = Duration.ofNanos(1);

    final ManualLane lane = new ManualLane();
    final HeldResolver resolver = new HeldResolver(lane);
    final ServingTotals totals = new ServingTotals();
    final ScriptedConnection connection;

    LineClient() {
        this(LineFormat.standard(), ServingOptions.defaults());
    }

    LineClient(LineFormat format, ServingOptions options) {
        connection = GivenBack.accepted(lane, format, resolver, options, totals);
        GivenBack.after(resolver);
    }

    LineClient(LineFormat format, ServingOptions options, Resolver resolver) {
        connection = GivenBack.accepted(lane, format, resolver, options, totals);
    }

    LineClient send(String text) {
        connection.receive(text);
        return this;
    }

    LineClient await(Duration duration) {
        lane.advance(duration);
        return this;
    }

    /** Has the question of that place, counted from 0, found at {@code 10.0.0.place}. */
    LineClient find(int place) {
        resolver.answer(place, Answers.found(resolver.asked().get(place), "10.0.0." + place));
        return this;
    }

    /** What it has received since the last call. */
    String received() {
        return connection.takeSent();
    }
}
