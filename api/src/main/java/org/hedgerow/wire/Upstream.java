package org.hedgerow.wire;

import org.hedgerow.Call;
import org.hedgerow.Question;

/** The asking side of a wire format towards one server: the questions under way in one lane. Confined to that lane. */
public interface Upstream {

    /**
     * Sends the question and answers the call, whose lane is the upstream's own, exactly once: with what the server says,
     * or with {@code Failed} when it cannot be reached. A silent server leaves the call to its deadline.
     */
    void ask(Question question, Call call);

    /** Cuts the connection; calls under way and later ones are answered {@code Failed(CLOSED)}. */
    void close();
}
