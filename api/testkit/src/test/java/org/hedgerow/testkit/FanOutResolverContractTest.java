package org.hedgerow.testkit;

import java.time.Duration;
import org.hedgerow.Call;
import org.hedgerow.Elsewhere;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.ResolverListener;
import org.hedgerow.fanout.FanOutResolver;

/** In front of three, of whom one knows nothing and one speaks late. */
class FanOutResolverContractTest extends KnownResolverContract {
    @Override
    protected Resolver newResolver(ManualConnector lane) {
        return FanOutResolver.builder()
                .upstream("ignorant", (question, call) -> call.answer(Elsewhere.unknown()))
                .upstream("slow", FanOutResolverContractTest::saysLateThatItKnowsNothing)
                .upstream("table", KnownRecords.withSilence())
                .listener((question, now) -> new ResolverListener.Events() {})
                .build();
    }

    private static void saysLateThatItKnowsNothing(Question question, Call call) {
        call.onDone(call.lane().schedule(Duration.ofMillis(200).toNanos(), () -> call.answer(NotFound.NAME))::cancel);
    }

    @Override
    protected Question unanswered() {
        return KnownRecords.UNANSWERED;
    }

    /** Those that know nothing win when the grace is over. */
    @Override
    protected void settle(ManualConnector lane) {
        lane.advance(Duration.ofSeconds(1));
    }
}
