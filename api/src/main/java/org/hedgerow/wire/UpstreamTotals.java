package org.hedgerow.wire;

import java.util.concurrent.atomic.LongAdder;

/** Counts what was sent to a server and what came back, over all connections to it. Any thread; never blocks. */
public final class UpstreamTotals {
    private final LongAdder connects = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder replies = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private final LongAdder pending = new LongAdder();

    /** All zero. */
    public UpstreamTotals() {}

    /** A connection was tried. */
    public void connecting() {
        connects.increment();
    }

    /** A query was sent. */
    public void sent() {
        sent.increment();
    }

    /** A reply was given to the question it belongs to. */
    public void replied() {
        replies.increment();
    }

    /** A reply came that belongs to no pending question, as late ones do. */
    public void dropped() {
        dropped.increment();
    }

    /** So many more questions wait for a reply; fewer, if negative. */
    public void waiting(int more) {
        pending.add(more);
    }

    /** The counts so far; taken one after the other. */
    public Snapshot snapshot() {
        return new Snapshot(connects.sum(), sent.sum(), replies.sum(), dropped.sum(), pending.sum());
    }

    /**
     * Counts at one moment.
     *
     * @param connects connections tried
     * @param sent queries sent
     * @param replies replies that belonged to a question
     * @param dropped replies that belonged to none
     * @param pending questions that wait for a reply now
     */
    public record Snapshot(long connects, long sent, long replies, long dropped, long pending) {}
}
