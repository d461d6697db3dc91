package org.hedgerow;

import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * A resolver that asks one server elsewhere, and knows whether that server is heard of. A {@link FanOutResolver} sees by it
 * that a server is dead which does not even refuse. Decorators of such a resolver implement it, too, and pass it on.
 */
public interface Contact extends Resolver {

    /**
     * What has gone to the server and come from it so far; null where its silence says nothing, because servers of its format
     * do not answer what they do not know. Any thread; takes locks for a moment, so not for each question.
     */
    @Nullable
    Traffic traffic();

    /** A lane for questions that no caller waits for, which outlives the callers. Any thread; never blocks. */
    Lane lane();

    /**
     * What has gone to a server and come from it.
     *
     * @param asked questions, each counted once however often it was sent
     * @param heard whatever has come, be it late or refused
     */
    record Traffic(long asked, long heard) {}
}
