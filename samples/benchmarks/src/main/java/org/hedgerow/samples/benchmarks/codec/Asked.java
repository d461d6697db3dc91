package org.hedgerow.samples.benchmarks.codec;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.lane.Lane;
import org.jspecify.annotations.Nullable;

/** A call that keeps its answer. */
final class Asked extends Call {
    private final Lane lane;
    private @Nullable Answer answer;

    Asked(Lane lane) {
        this.lane = lane;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    protected void completed(Answer said) {
        answer = said;
    }

    /** The answer, which is there already. */
    Answer answer() {
        Answer said = answer;
        if (said == null) {
            throw new IllegalStateException("expected an answer by now, found none");
        }
        return said;
    }
}
