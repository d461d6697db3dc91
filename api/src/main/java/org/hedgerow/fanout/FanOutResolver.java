package org.hedgerow.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hedgerow.Call;
import org.hedgerow.Contact;
import org.hedgerow.Elsewhere;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.ResolverListener;
import org.hedgerow.lane.Lane;
import org.hedgerow.lane.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * Asks several resolvers at once and answers with the first that has the name: the root server's job. What their negative
 * answers mean, a {@link NegativePolicy} says; a failure never beats an answer. The losers are called off, and never more
 * than one answer comes of it.
 *
 * <p>An upstream that cannot be reached three times in a row is <em>down</em>: it counts as failed at once and gets a question
 * a second, which nobody waits for, until it says something. So is one that is a {@link Contact} and was silent for two
 * seconds in which it was asked three questions. If all are down, all are asked.
 *
 * <p>The upstreams may be anything: remote servers, tables, fan-outs again. They are not closed here; they belong to
 * whoever made them.
 */
public final class FanOutResolver implements Resolver {
    /** How long a final negative answer waits for those that have not spoken unless told otherwise. */
    public static final Duration DEFAULT_GRACE = Duration.ofMillis(100);

    private final Members members;
    private final Rules rules;
    private final @Nullable ResolverListener listener;

    private FanOutResolver(Builder builder) {
        if (builder.upstreams.isEmpty()) {
            throw new IllegalArgumentException("a fan-out has at least one upstream");
        }
        members = new Members(builder.upstreams.entrySet().stream()
                .map(each -> new Member(each.getKey(), each.getValue()))
                .toList());
        rules = new Rules(
                builder.policy,
                Nanos.of(builder.grace),
                builder.timeout == null ? 0 : Nanos.of(builder.timeout),
                builder.askAgain == null ? 0 : Nanos.of(builder.askAgain));
        listener = ResolverListener.all(builder.listeners);
    }

    /** Starts a fan-out: {@link NegativePolicy#PARTITIONED}, no time-out but the caller's, nobody is asked again. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void resolve(Question question, Call call) {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(call, "call");
        Lane lane = call.lane();
        if (members.isOwnProbe(question.name())) {
            call.answer(Elsewhere.unknown());
            return;
        }
        members.look(lane);
        ResolverListener.Events events = listener == null ? null : listener.asked(question, lane.now());
        new Race(members, rules, events, question, call).start();
    }

    /** How each upstream fares, in the order in which they were added. Any thread; never blocks. */
    public List<UpstreamHealth> health() {
        return members.health();
    }

    /**
     * Looks from now on whether an upstream leads back to this fan-out, by way of the server that it is behind, and leaves it
     * out then: now, whenever one is back, and every half minute while one does. To be called when that server listens; any
     * thread.
     *
     * @param lane where to ask from; it should outlive the callers
     */
    public void checkForLoops(Lane lane) {
        Objects.requireNonNull(lane, "lane").execute(() -> members.checkLoops(lane));
    }

    /**
     * What decides.
     *
     * @param policy what negative answers mean
     * @param graceNanos how long those that win after a grace wait for better ones
     * @param timeoutNanos when to give up; 0 leaves it to the caller
     * @param againNanos how long to wait until those that could not be reached are asked again; 0 if they are not
     */
    record Rules(NegativePolicy policy, long graceNanos, long timeoutNanos, long againNanos) {}

    /** Collects what a fan-out is made of. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Resolver> upstreams = new LinkedHashMap<>();
        private NegativePolicy policy = NegativePolicy.PARTITIONED;
        private Duration grace = DEFAULT_GRACE;
        private @Nullable Duration timeout;
        private @Nullable Duration askAgain;
        private final List<ResolverListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a resolver to ask; they are asked in the order they are added.
         *
         * @param name how listeners, failures and health call it, unique within the fan-out
         * @param resolver if it is a {@link Contact}, its silence is heeded
         */
        public Builder upstream(String name, Resolver resolver) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(resolver, "resolver");
            if (upstreams.putIfAbsent(name, resolver) != null) {
                throw new IllegalArgumentException("there is an upstream \"" + name + "\" already");
            }
            return this;
        }

        /** What a {@link org.hedgerow.NotFound} means. */
        public Builder policy(NegativePolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * How long answers that win after a grace wait for those that have not spoken, {@link #DEFAULT_GRACE} unless told
         * otherwise. Longer where tables split a zone and some of them are slow; zero to wait for nobody.
         */
        public Builder grace(Duration grace) {
            this.grace = Nanos.notNegative(grace, "grace");
            return this;
        }

        /** Gives up after this long; only shortens what the caller allows. */
        public Builder timeout(Duration timeout) {
            this.timeout = Nanos.aboveZero(timeout, "timeout");
            return this;
        }

        /**
         * While nobody decides, asks those that could not be reached again, after this wait, which doubles each time up to
         * eight times as long, until the caller calls the question off. Otherwise such a question fails at once.
         */
        public Builder askAgainAfter(Duration wait) {
            this.askAgain = Nanos.aboveZero(wait, "wait");
            return this;
        }

        /** Tells this listener, too, of every call; listeners are told in the order in which they were added. */
        public Builder listener(ResolverListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
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
