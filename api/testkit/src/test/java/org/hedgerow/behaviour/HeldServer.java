package org.hedgerow.behaviour;

import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Contact;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.testkit.ManualLane;
import org.jspecify.annotations.Nullable;

/** A server that the test plays, whose traffic it counts. */
final class HeldServer implements Contact {
    final HeldResolver held;
    ManualLane lane;
    long heard;
    long uncounted;
    boolean silenceMeansNothing;

    @Nullable
    Error throwing;

    HeldServer(ManualLane lane) {
        this.held = new HeldResolver(lane);
        this.lane = lane;
    }

    @Override
    public void resolve(Question question, Call call) {
        if (throwing != null) {
            throw throwing;
        }
        held.resolve(question, call);
    }

    void answer(int place, Answer answer) {
        heard++;
        held.answer(place, answer);
    }

    int questions() {
        return held.questions().size();
    }

    @Override
    public @Nullable Traffic traffic() {
        return silenceMeansNothing ? null : new Traffic(questions() - uncounted, heard);
    }

    @Override
    public Lane lane() {
        return lane;
    }
}
