package org.hedgerow.wire;

import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;

/** Counts what one socket of a server was asked and what it replied, as a part of {@link ServingTotals}. Confined to its lane. */
public final class ServingCounts {
    static final int QUESTIONS = 0;
    static final int FOUND = 1;
    static final int NOT_FOUND = 2;
    static final int TIMED_OUT = 3;
    static final int FAILED = 4;
    static final int INVALID = 5;
    static final int OVERLOADED = 6;
    static final int LIMITED = 7;
    static final int KINDS = 8;

    private final CountSums totals;
    private final LaneCounts counts;

    ServingCounts(CountSums totals) {
        this.totals = totals;
        this.counts = totals.open();
    }

    /** A question has arrived. */
    public void asked() {
        counts.add(QUESTIONS, 1);
    }

    /** It has come to this. */
    public void answered(Answer answer) {
        if (answer instanceof Found) {
            counts.add(FOUND, 1);
        } else if (answer instanceof Failed failure) {
            counts.add(failure.reason() == Failed.Reason.TIMEOUT ? TIMED_OUT : FAILED, 1);
            if (failure.reason() == Failed.Reason.OVERLOADED) {
                counts.add(OVERLOADED, 1);
            }
        } else {
            counts.add(NOT_FOUND, 1);
        }
    }

    /** Something has arrived that is no question. */
    public void rejected() {
        counts.add(INVALID, 1);
    }

    /** A reply was dropped or sent without its records, since too many go to the client's network. */
    public void limited() {
        counts.add(LIMITED, 1);
    }

    /** The socket is closed: nothing more is counted, and the totals keep what was. Idempotent. */
    public void end() {
        totals.end(counts);
    }
}
