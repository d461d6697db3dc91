package org.hedgerow.behaviour;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.ResolverListener;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.fanout.NegativePolicy;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;

/** A fan-out over two resolvers that answer when the test says so, and what its listener heard. */
final class TwoUpstreams implements ResolverListener {
    final ManualLane lane = new ManualLane();
    final HeldResolver ts1 = new HeldResolver(lane);
    final HeldResolver ts2 = new HeldResolver(lane);
    final List<String> events = new ArrayList<>();
    Runnable whenSaid = () -> {};
    private final FanOutResolver.Builder builder =
            FanOutResolver.builder().upstream("ts1", ts1).upstream("ts2", ts2).listener(this);

    TwoUpstreams(NegativePolicy policy) {
        builder.policy(policy);
    }

    FanOutResolver.Builder builder() {
        return builder;
    }

    RecordingCall ask() {
        return ask(Question.of("www.a.edu"));
    }

    RecordingCall ask(Question question) {
        return RecordingCall.ask(builder.build(), question, lane);
    }

    @Override
    public Events asked(Question question, long now) {
        long start = lane.now();
        tell(start, now, "asked " + question);
        return new Events() {
            @Override
            public void sent(String upstream, long now) {
                tell(start, now, "sent " + upstream);
            }

            @Override
            public void said(String upstream, Answer answer, long now) {
                tell(start, now, upstream + " said " + brief(answer));
                whenSaid.run();
            }

            @Override
            public void decided(String upstream, Answer answer, long now) {
                tell(start, now, "decided by <" + upstream + ">: " + brief(answer));
            }
        };
    }

    private void tell(long start, long now, String event) {
        long millis = (now - start) / 1_000_000;
        events.add(millis == 0 ? event : "+" + millis + " ms: " + event);
    }

    private static String brief(Answer answer) {
        if (answer instanceof Found found) {
            return found.first().data().toString();
        }
        return answer instanceof Failed failed ? failed.reason().toString() : answer.toString();
    }
}
