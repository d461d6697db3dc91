package org.hedgerow.wire;

import java.util.Objects;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.lane.Lane;

/**
 * Counts what the sockets of one lane were asked and what they replied, as a part of {@link ServingTotals}. Confined to the
 * lane.
 */
public final class ServingCounts extends LaneCounts {
    static final int QUESTIONS = 0;
    static final int FOUND = 1;
    static final int NOT_FOUND = 2;
    static final int TIMED_OUT = 3;
    static final int FAILED = 4;
    static final int INVALID = 5;
    static final int OVERLOADED = 6;
    static final int LIMITED = 7;
    static final int KINDS = 8;

    private final ServingTotals totals;
    private final Lane lane;

    ServingCounts(ServingTotals totals, Lane lane) {
        super(KINDS);
        this.totals = totals;
        this.lane = lane;
    }

    /** A question has arrived. */
    public void asked() {
        add(QUESTIONS, 1);
    }

    /** It has come to this. */
    public void answered(Answer answer) {
        Objects.requireNonNull(answer, "answer");
        if (answer instanceof Found) {
            add(FOUND, 1);
        } else if (answer instanceof Failed failure) {
            add(failure.reason() == Failed.Reason.TIMEOUT ? TIMED_OUT : FAILED, 1);
            if (failure.reason() == Failed.Reason.OVERLOADED) {
                add(OVERLOADED, 1);
            }
        } else {
            add(answer instanceof NotFound ? NOT_FOUND : FAILED, 1);
        }
    }

    /** Something has arrived that is no question. */
    public void rejected() {
        add(INVALID, 1);
    }

    /** A reply was dropped or sent without its records, since too many go to the client's network. */
    public void limited() {
        add(LIMITED, 1);
    }

    /** A socket is closed, for which these were opened; once for each. The totals keep what was counted. */
    public void end() {
        totals.end(lane);
    }
}
