package org.hedgerow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks several resolvers at once and answers with the first {@link Found}. A {@link NotFound} counts as its
 * {@link NegativePolicy} says; a {@link Failed} never wins while somebody else may still know:
 *
 * <table>
 * <caption>What decides</caption>
 * <tr><th></th><th>{@code PARTITIONED}</th><th>{@code REPLICATED}</th></tr>
 * <tr><td>a {@code Found}</td><td>wins at once</td><td>wins at once</td></tr>
 * <tr><td>a {@code NotFound}</td><td>held; wins when all have said so</td><td>wins at once</td></tr>
 * <tr><td>all in, some failed</td><td>{@code Failed}</td><td>{@code Failed} if all failed</td></tr>
 * <tr><td>someone silent</td><td>waits for the deadline</td><td>the same, unless decided</td></tr>
 * </table>
 *
 * <p>The others are cancelled once it is decided. Fan-outs nest. Holds no thread and no timer beyond those of the call's
 * lane; closing the upstreams is up to whoever made them.
 */
public final class FanOutResolver implements Resolver {
    private final List<Upstream> upstreams;
    private final NegativePolicy policy;
    private final @Nullable Duration timeout;
    private final @Nullable ResolverListener listener;

    private FanOutResolver(Builder builder) {
        upstreams = List.copyOf(builder.upstreams);
        policy = builder.policy;
        timeout = builder.timeout;
        listener = builder.listener == null ? null : new GuardedListener(builder.listener);
        if (upstreams.isEmpty()) {
            throw new IllegalArgumentException("a fan-out has at least one upstream");
        }
    }

    /** Starts a fan-out: {@link NegativePolicy#PARTITIONED}, no time-out but the caller's. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void resolve(Question question, Call call) {
        ResolverListener.Events events =
                listener == null ? null : listener.asked(question, call.lane().now());
        new Race(upstreams, policy, events, question, call).start(timeout);
    }

    /** One of the resolvers asked, under the name that listeners and failures tell. */
    record Upstream(String name, Resolver resolver) {}

    /** Collects what a fan-out is made of. Not thread-safe. */
    public static final class Builder {
        private final List<Upstream> upstreams = new ArrayList<>();
        private NegativePolicy policy = NegativePolicy.PARTITIONED;
        private @Nullable Duration timeout;
        private @Nullable ResolverListener listener;

        private Builder() {}

        /**
         * Adds a resolver to ask; they are asked in the order they are added.
         *
         * @param name how listeners and failures call it, unique within the fan-out
         */
        public Builder upstream(String name, Resolver resolver) {
            if (upstreams.stream().anyMatch(known -> known.name().equals(name))) {
                throw new IllegalArgumentException("there is an upstream \"" + name + "\" already");
            }
            upstreams.add(new Upstream(name, resolver));
            return this;
        }

        /** What a {@link NotFound} means. */
        public Builder policy(NegativePolicy policy) {
            this.policy = policy;
            return this;
        }

        /** Gives up after this long; only shortens what the caller allows. */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("expected a time-out above zero, found " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /** Tells the listener of every call. */
        public Builder listener(ResolverListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * The fan-out.
         *
         * @throws IllegalArgumentException if there is no upstream
         */
        public FanOutResolver build() {
            return new FanOutResolver(this);
        }
    }
}
