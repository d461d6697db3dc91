package org.hedgerow.testkit;

import java.util.concurrent.atomic.AtomicLong;

/** Has the plan of a link decide about chunks of one kind, and counts them. On the link's thread but for the counts. */
final class LinkFates {
    private final boolean datagrams;
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private FaultPlan plan;

    LinkFates(boolean datagrams, FaultPlan plan) {
        this.datagrams = datagrams;
        this.plan = plan;
    }

    void follow(FaultPlan next) {
        plan = next;
    }

    Fate next(Chunk.Direction direction, int octets) {
        long number = counter(direction).getAndIncrement();
        return plan.fateOf(new Chunk(datagrams, direction, number, octets));
    }

    long count(Chunk.Direction direction) {
        return counter(direction).get();
    }

    private AtomicLong counter(Chunk.Direction direction) {
        return direction == Chunk.Direction.TO_SERVER ? toServer : toClient;
    }
}
