package org.hedgerow.remote;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.lane.Lane;

/**
 * A call that works in another lane than the one it serves: answer and cancel hop between the two. It is no child of that one,
 * since those share its lane, and it cannot see from here whether that is done.
 */
final class Crossing extends Call {
    private final Call origin;
    private final Lane lane;
    private boolean unwanted;

    Crossing(Call origin, Lane lane) {
        this.origin = origin;
        this.lane = lane;
        origin.onDone(() -> lane.execute(this::originIsDone));
    }

    private void originIsDone() {
        unwanted = true;
        cancel();
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    protected void completed(Answer answer) {
        origin.answer(answer);
    }

    @Override
    protected void cancelled() {
        if (!unwanted) {
            origin.cancel(); // whoever was asked has called the question off
        }
    }
}
