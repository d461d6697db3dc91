package org.hedgerow.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.lane.Lane;
import org.hedgerow.transport.Endpoint;
import org.hedgerow.wire.AskingContext;
import org.hedgerow.wire.Upstream;

/** Asking sides with one fault each. */
final class AskingFaults {
    private AskingFaults() {}

    /** The sound upstream, and what it is made of. */
    record Asking(Upstream sound, AskingContext context) {}

    static AskingContext elsewhere(AskingContext context) {
        return AskingContext.of(context.connector(), Endpoint.of(InetSocketAddress.createUnresolved("elsewhere", 53)))
                .withOptions(context.options())
                .withTotals(context.totals());
    }

    /** An upstream to be spoilt in one method. */
    static class Spoilt implements Upstream {
        final Upstream sound;

        Spoilt(Asking asking) {
            sound = asking.sound;
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, call);
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** A call that answers another, and is called off with it or not. */
    static class Child extends Call {
        final Call parent;

        Child(Call parent, boolean isCalledOff) {
            this.parent = parent;
            if (isCalledOff) {
                parent.onDone(this::cancel);
            }
        }

        @Override
        public Lane lane() {
            return parent.lane();
        }

        @Override
        protected void completed(Answer answer) {
            parent.answer(answer);
        }
    }

    static final class Eager extends Spoilt {
        Eager(Asking asking) {
            super(asking);
            Lane lane = asking.context.lane();
            lane.execute(() ->
                    asking.context.connector().connect(asking.context.server().address(), (connection, bytes) -> {}));
        }
    }

    static final class AnswersTwice extends Spoilt {
        AnswersTwice(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, new Child(call, true) {
                @Override
                protected void completed(Answer answer) {
                    parent.answer(answer);
                    parent.answer(answer);
                }
            });
        }
    }

    static final class KeepsTheFirstAnswer extends Spoilt {
        private final List<Answer> answers = new ArrayList<>();

        KeepsTheFirstAnswer(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, new Child(call, true) {
                @Override
                protected void completed(Answer answer) {
                    answers.add(answer);
                    parent.answer(answers.get(0));
                }
            });
        }
    }

    static final class ForgetsNobody extends Spoilt {
        ForgetsNobody(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, new Child(call, false));
        }
    }

    static final class StaysOpen extends Spoilt {
        StaysOpen(Asking asking) {
            super(asking);
        }

        @Override
        public void close() {}
    }

    static final class LeavesATimer extends Spoilt {
        LeavesATimer(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            call.lane().schedule(Duration.ofDays(1).toNanos(), () -> {});
            sound.ask(question, call);
        }
    }

    static final class TakesFailuresForMisses extends Spoilt {
        TakesFailuresForMisses(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, new Child(call, true) {
                @Override
                protected void completed(Answer answer) {
                    parent.answer(answer instanceof Failed ? NotFound.NAME : answer);
                }
            });
        }
    }

    static final class AsksForTheDone extends Spoilt {
        AsksForTheDone(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, call.isDone() ? new Child(call, false) : call);
        }
    }

    static final class HasADeadline extends Spoilt {
        HasADeadline(Asking asking) {
            super(asking);
        }

        @Override
        public void ask(Question question, Call call) {
            sound.ask(question, call);
            Failed timeout = Failed.of(Failed.Reason.TIMEOUT, "on purpose");
            call.onDone(call.lane().schedule(Duration.ofSeconds(1).toNanos(), () -> call.answer(timeout))::cancel);
        }
    }
}
