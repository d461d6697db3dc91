package org.hedgerow.samples.benchmarks.codec;

import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.record.ResourceRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A fan-out alone, over upstreams that answer at once; all but the last do not have the name, so that each is asked. */
@State(Scope.Thread)
public class FanningOut {
    /** How many there are. */
    @Param({"2", "8", "64"})
    public int upstreams;

    private final StillLane lane = new StillLane();
    private final Question question = Names.question(Names.present(0));
    private Resolver resolver = (asked, call) -> {};

    /** Makes the fan-out. */
    @Setup
    public void prepare() {
        Answer found = Found.of(List.of(ResourceRecord.of(question.name(), Names.address(0))));
        FanOutResolver.Builder builder = FanOutResolver.builder();
        for (int i = 1; i < upstreams; i++) {
            builder.upstream("upstream " + i, (asked, call) -> call.answer(NotFound.NAME));
        }
        resolver = builder.upstream("the last", (asked, call) -> call.answer(found))
                .build();
        if (!resolve().equals(found)) {
            throw new IllegalStateException("expected the last one's answer");
        }
    }

    /** A question. */
    @Benchmark
    public Answer resolve() {
        Asked call = new Asked(lane);
        resolver.resolve(question, call);
        return call.answer();
    }
}
