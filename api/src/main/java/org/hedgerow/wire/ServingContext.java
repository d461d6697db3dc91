package org.hedgerow.wire;

import java.util.Objects;
import org.hedgerow.Resolver;

/**
 * What a wire format needs to serve: a resolver, options and counts. What is added later has a default, so that existing
 * formats go on working. Immutable; any thread.
 */
public final class ServingContext {
    private final Resolver resolver;
    private final ServingOptions options;
    private final ServingTotals totals;

    private ServingContext(Resolver resolver, ServingOptions options, ServingTotals totals) {
        this.resolver = resolver;
        this.options = options;
        this.totals = totals;
    }

    /** Serves what this resolver answers, with default options and counts of its own. */
    public static ServingContext of(Resolver resolver) {
        return new ServingContext(
                Objects.requireNonNull(resolver, "resolver"), ServingOptions.defaults(), new ServingTotals());
    }

    /** This context with other options. */
    public ServingContext withOptions(ServingOptions other) {
        return new ServingContext(resolver, Objects.requireNonNull(other, "options"), totals);
    }

    /** This context with other counts. */
    public ServingContext withTotals(ServingTotals other) {
        return new ServingContext(resolver, options, Objects.requireNonNull(other, "totals"));
    }

    /** Who answers the questions; asked in the lane of the connection or port that a question came over. */
    public Resolver resolver() {
        return resolver;
    }

    /** How the questions are treated. */
    public ServingOptions options() {
        return options;
    }

    /** Is told of every question and reply. */
    public ServingTotals totals() {
        return totals;
    }
}
