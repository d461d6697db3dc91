package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Call;
import org.hedgerow.Failed;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskingTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ManualLane lane = new ManualLane();
    private final List<Question> asked = new ArrayList<>();
    private final Deque<Call> open = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();

    @Test
    void asksNoMoreAtOnceThanTheWindow() throws Exception {
        Asking asking = start(5, 2, (question, call) -> open.add(call));

        assertThat(asked).hasSize(2);
        lane.run(() -> open.remove().answer(NotFound.NAME));
        assertThat(asked).hasSize(3);
        assertThat(asking.answered()).isEqualTo(1);
        while (!open.isEmpty()) {
            lane.run(() -> open.removeLast().answer(NotFound.NAME));
        }

        assertThat(asking.await(Duration.ZERO)).isTrue();
        assertThat(asking.replies().toString())
                .isEqualTo("[n0 - NOT FOUND, n1 - NOT FOUND, n2 - NOT FOUND, n3 - NOT FOUND, n4 - NOT FOUND]");
        assertThat(heard)
                .containsExactly(
                        "n0 - NOT FOUND", "n2 - NOT FOUND", "n3 - NOT FOUND", "n4 - NOT FOUND", "n1 - NOT FOUND");
        assertThat(lane.timers()).isZero();
    }

    @Test
    void answersThatComeAtOnceNeedNoStack() throws Exception {
        Asking asking = start(100_000, 1, (question, call) -> call.answer(found(question)));

        assertThat(asking.replies()).hasSize(100_000).allMatch(Reply::isFound);
    }

    @Test
    void silenceIsATimeOutAtTheDeadline() throws Exception {
        Asking asking = start(2, 64, (question, call) -> {});

        lane.advance(DEADLINE.minusNanos(1));
        assertThat(asking.await(Duration.ZERO)).isFalse();
        lane.advance(Duration.ofNanos(1));

        assertThat(asking.replies().toString()).isEqualTo("[n0 - TIMED OUT, n1 - TIMED OUT]");
    }

    @Test
    void theFirstThatCannotBeAskedEndsIt() throws Exception {
        Failed failed = Failed.of(Failed.Reason.UNREACHABLE, "127.0.0.1:5000: Connection refused");
        Asking asking = start(100, 2, (question, call) -> open.add(call));

        lane.run(() -> open.remove().answer(failed));

        assertThat(asked).hasSize(2);
        assertThatExceptionOfType(Asking.UnaskedException.class)
                .isThrownBy(asking::replies)
                .withMessage("127.0.0.1:5000: Connection refused")
                .satisfies(e -> assertThat(e.reason(new InetSocketAddress("127.0.0.1", 5000)))
                        .isEqualTo("Connection refused"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Failed.Reason.class,
            names = {"SERVER_FAILURE", "REFUSED", "BAD_REPLY"})
    void whatTheServerSaysOfOneNameEndsNothing(Failed.Reason reason) throws Exception {
        Asking asking = start(
                2,
                1,
                (question, call) -> call.answer(
                        question.name().equals(DomainName.of("n0"))
                                ? Failed.of(reason, question + ": the server says why")
                                : found(question)));

        assertThat(asking.replies().toString()).isEqualTo("[n0 - FAILED (the server says why), n1 127.0.0.1 A IN]");
    }

    @Test
    void anyAddressWillDo() throws Exception {
        Asking asking = start(1, 1, (question, call) -> call.answer(found(question)));

        assertThat(asking.replies()).hasSize(1).allMatch(Reply::isFound);
        assertThat(asked).map(Question::type).containsExactly(RecordType.ANY);
    }

    private Asking start(int names, int window, Resolver resolver) {
        List<DomainName> list =
                IntStream.range(0, names).mapToObj(i -> DomainName.of("n" + i)).toList();
        Resolver watched = (question, call) -> {
            asked.add(question);
            resolver.resolve(question, call);
        };
        Asking asking = new Asking(lane, watched, list, DEADLINE, reply -> heard.add(reply.toString()));
        asking.start(window);
        lane.runAll();
        return asking;
    }

    private static Answer found(Question question) {
        return Found.of(List.of(ResourceRecord.of(question.name(), InetAddress.getLoopbackAddress())));
    }
}
