package org.hedgerow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.record.RecordType;

/**
 * What does this name mean? The one type behind tables, remote servers, fan-outs and whatever a user adds; each is made
 * of others without knowing which.
 *
 * <p>Resolvers may be used from any thread. Implementors write {@link #resolve}; people who just want an answer use
 * {@code lookup} or {@code lookupAndWait}.
 */
@FunctionalInterface
public interface Resolver {
    /** How long the forms without a time-out wait: 5 seconds. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Works on the question and answers the call exactly once, now or later. Called inside {@code call.lane()}; never
     * blocks; never throws for what the network does (what it does throw, be it an {@code Error}, makes the question {@link
     * Failed.Reason#BAD_REPLY} wherever Hedgerow has called it). It sets no deadline: whoever made the call does, and tells by
     * {@link Call#onDone} when nobody waits any more. A resolver that asks another hands it this call, or a {@link
     * ChildCall} in order to see what that one says. A question for {@link RecordType#ANY}, as every query of the line
     * format is, is answered with records of one type.
     *
     * @throws NullPointerException if the question or the call is null; the message says which
     */
    void resolve(Question question, Call call);

    /**
     * Looks the question up. Completing the future otherwise, as {@code cancel}, {@code orTimeout} and {@code
     * completeOnTimeout} do, calls the question off, down to the sockets' pending entries; completing a stage that depends
     * on it does not.
     *
     * <p>The look-up has a thread of its own until it is over, a virtual one where the JDK has them; dependent stages
     * without an executor run on it. Never blocks. Programs with thousands of look-ups under way at once call
     * {@link #resolve} on a lane that they keep instead.
     *
     * @param timeout how long at most, 73 years if it is longer; with zero or less, only what the resolver answers at once
     *     is in time
     * @return completes with the answer, with {@link Failed.Reason#TIMEOUT} at the time-out, with {@link
     *     Failed.Reason#CANCELLED} if the resolver calls the question off; exceptionally only for a resolver that throws
     */
    default CompletableFuture<Answer> lookup(Question question, Duration timeout) {
        return Lookup.start(this, question, timeout);
    }

    /**
     * Looks up the IPv4 address of a name, for {@link #DEFAULT_TIMEOUT} at most; else as
     * {@link #lookup(Question, Duration)}.
     *
     * @throws IllegalArgumentException if it is not a domain name
     */
    default CompletableFuture<Answer> lookup(String name) {
        return lookup(Question.of(name), DEFAULT_TIMEOUT);
    }

    /**
     * Looks the question up and waits for the answer; the calling thread is the call's lane, no other is started. Blocks
     * for the time-out at most, so not to be called inside a lane. What a resolver throws is thrown here.
     *
     * @param timeout as of {@link #lookup(Question, Duration)}
     * @throws InterruptedException if the thread is interrupted; the question is called off
     */
    default Answer lookupAndWait(Question question, Duration timeout) throws InterruptedException {
        return Lookup.await(this, question, timeout);
    }

    /**
     * Looks up the IPv4 address of a name and waits, for {@link #DEFAULT_TIMEOUT} at most; else as
     * {@link #lookupAndWait(Question, Duration)}.
     *
     * @throws IllegalArgumentException if it is not a domain name
     * @throws InterruptedException if the thread is interrupted
     */
    default Answer lookupAndWait(String name) throws InterruptedException {
        return lookupAndWait(Question.of(name), DEFAULT_TIMEOUT);
    }
}
