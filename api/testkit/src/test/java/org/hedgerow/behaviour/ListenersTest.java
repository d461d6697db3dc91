package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.Resolver;
import org.hedgerow.ResolverListener;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.testkit.ManualConnector;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.transport.Endpoint;
import org.junit.jupiter.api.Test;

/** Listeners add up, wherever a resolver takes one. */
class ListenersTest {
    private static final Found ANSWER = found("www.a.edu", "1.2.3.4");
    private static final Resolver AT_ONCE = (question, call) -> call.answer(ANSWER);
    private static final ResolverListener THROWING = (question, now) -> new ResolverListener.Events() {
        @Override
        public void decided(String upstream, Answer answer, long now) {
            throw new IllegalStateException("decided");
        }
    };

    private final List<String> events = new ArrayList<>();
    private final ManualLane lane = new ManualLane();

    @Test
    void aFanOutTellsAllInTheOrderInWhichTheyWereAdded() {
        Resolver fanOut = FanOutResolver.builder()
                .upstream("up", AT_ONCE)
                .listener(listener("a"))
                .listener(listener("b"))
                .build();
        assertThat(RecordingCall.ask(fanOut, "www.a.edu", lane).recorded()).isEqualTo(ANSWER);
        assertThat(events)
                .containsExactly(
                        "a asked www.a.edu/A",
                        "b asked www.a.edu/A",
                        "a sent up",
                        "b sent up",
                        "a: up said Found",
                        "b: up said Found",
                        "a: decided by <up>: Found",
                        "b: decided by <up>: Found");
    }

    @Test
    void oneThatThrowsCostsTheOthersNothing() {
        Resolver fanOut = FanOutResolver.builder()
                .upstream("up", AT_ONCE)
                .listener((question, now) -> {
                    throw new AssertionError("asked");
                })
                .listener(THROWING)
                .listener(listener("a"))
                .build();
        assertThat(RecordingCall.ask(fanOut, "www.a.edu", lane).recorded()).isEqualTo(ANSWER);
        assertThat(events).hasSize(4).last().isEqualTo("a: decided by <up>: Found");
    }

    @Test
    void aTableTellsOfTheQuestionAndOfItsAnswer() {
        Table table = Table.of(ANSWER.records());
        TableResolver plain = TableResolver.of(() -> table);
        Resolver heard =
                plain.withListener(listener("a")).withListener(THROWING).withListener(listener("b"));
        assertThat(RecordingCall.ask(heard, "www.a.edu", lane).recorded()).isInstanceOf(Found.class);
        assertThat(events)
                .containsExactly(
                        "a asked www.a.edu/A",
                        "b asked www.a.edu/A",
                        "a: decided by <>: Found",
                        "b: decided by <>: Found");
        assertThat(RecordingCall.ask(plain, "www.a.edu", lane).recorded()).isInstanceOf(Found.class);
        assertThat(events).as("not those of another").hasSize(4);
    }

    @Test
    void aRemoteResolverTellsOfItsServer() {
        ManualConnector own = new ManualConnector();
        RecordingCall call = RecordingCall.ask(remote(own), "www.a.edu", own);
        own.connection().open();
        assertThat(events).containsExactly("a asked www.a.edu/A", "b asked www.a.edu/A", "a sent ts", "b sent ts");
        events.clear();
        own.connection().receive("www.a.edu 1.2.3.4 A IN\n");
        assertThat(call.recorded()).isEqualTo(ANSWER);
        assertThat(events)
                .containsExactly(
                        "a: ts said Found",
                        "b: ts said Found",
                        "a: decided by <ts>: Found",
                        "b: decided by <ts>: Found");
    }

    @Test
    void aRemoteResolverTellsThatAQuestionWasCalledOff() {
        ManualConnector own = new ManualConnector();
        RemoteResolver remote = remote(own);
        RecordingCall call = RecordingCall.ask(remote, "www.a.edu", own);
        events.clear();
        own.run(call::cancel);
        assertThat(events)
                .containsExactly(
                        "a: ts said CANCELLED",
                        "b: ts said CANCELLED",
                        "a: decided by <>: CANCELLED",
                        "b: decided by <>: CANCELLED");
        assertThat(call.answers()).isEmpty();
        assertThat(remote.totals().pending()).isZero();
    }

    private RemoteResolver remote(ManualConnector own) {
        return RemoteResolver.builder(new ScriptedTransport(List.of(own)), LineFormat.standard(), Asking.SERVER)
                .listener(listener("a"))
                .listener(listener("b"))
                .build();
    }

    private ResolverListener listener(String name) {
        return (question, now) -> {
            events.add(name + " asked " + question);
            return new ResolverListener.Events() {
                @Override
                public void sent(String upstream, long now) {
                    events.add(name + " sent " + brief(upstream));
                }

                @Override
                public void said(String upstream, Answer answer, long now) {
                    events.add(name + ": " + brief(upstream) + " said " + brief(answer));
                }

                @Override
                public void decided(String upstream, Answer answer, long now) {
                    events.add(name + ": decided by <" + brief(upstream) + ">: " + brief(answer));
                }
            };
        };
    }

    private static String brief(String upstream) {
        return upstream.equals(Endpoint.of(Asking.SERVER).toString()) ? "ts" : upstream;
    }

    private static String brief(Answer answer) {
        return answer instanceof Failed failed
                ? failed.reason().toString()
                : answer.getClass().getSimpleName();
    }
}
