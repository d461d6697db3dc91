package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.LineClient.TIMEOUT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.NotFound;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;

/** How a connection of a server ends. */
class LineServingClosingTest {
    private static final ServingOptions DEFAULTS = ServingOptions.defaults();

    private final LineClient client = new LineClient();

    @Test
    void halfCloseAnswersWhatIsInFlightAndThenCloses() {
        client.send("a.edu\nb.edu\n").connection.end();
        client.find(1);
        assertThat(client.connection.isClosing()).isFalse();
        client.find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\n");
        assertThat(client.connection.isClosed()).isTrue();
        assertThat(client.connection.cause()).isNull();
        assertThat(client.lane.timers()).isZero();
    }

    @Test
    void halfCloseWithNothingInFlightCloses() {
        client.connection.end();
        assertThat(client.connection.isClosed()).isTrue();
        LineClient answered = new LineClient().send("a.edu\n").find(0);
        answered.connection.end();
        assertThat(answered.connection.isClosed()).isTrue();
        assertThat(answered.lane.timers()).isZero();
    }

    @Test
    void halfCloseEndsABareName() {
        client.send("a.edu").connection.end();
        assertThat(client.resolver.asked()).containsExactly("a.edu");
        client.find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN");
        assertThat(client.connection.isClosed()).isTrue();
    }

    @Test
    void halfCloseEndsABareNameThatIsAnsweredAtOnce() {
        for (LineFormat format :
                List.of(LineFormat.standard(), LineFormat.standard().silentOnMiss())) {
            LineClient atOnce = new LineClient(format, DEFAULTS, Answers::atOnce);
            atOnce.send("a.edu\nb.edu").connection.end();
            assertThat(atOnce.received()).isEqualTo("a.edu 10.0.0.1 A IN\nb.edu 10.0.0.1 A IN");
            assertThat(atOnce.connection.isClosed()).isTrue();
            assertThat(atOnce.connection.cause()).isNull();
            assertThat(atOnce.lane.timers()).isZero();
        }
    }

    @Test
    void halfCloseEndsABareNameOfWhoHasUsedLf() {
        client.send("a.edu\nb.edu").connection.end();
        client.find(0).find(1);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN");
        assertThat(client.connection.isClosed()).isTrue();
    }

    @Test
    void halfCloseWaitsForTheDeadlines() {
        client.send("a.edu\nb.edu\n").connection.end();
        client.resolver.answer(0, NotFound.NAME);
        client.await(TIMEOUT);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\nb.edu - TIMED OUT\n");
        assertThat(client.connection.isClosed()).isTrue();
    }

    @Test
    void halfCloseAtTheLimitStillWorksOffWhatIsKept() {
        LineClient one = new LineClient(LineFormat.standard(), DEFAULTS.withMaxInFlight(1));
        one.send("a.edu\nb.edu\nc.edu").connection.end();
        one.find(0).find(1).find(2);
        assertThat(one.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\nc.edu 10.0.0.2 A IN");
        assertThat(one.connection.isClosed()).isTrue();
    }

    @Test
    void halfCloseOfATableServerEndsAfterSilenceToo() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), DEFAULTS);
        silent.send("a.edu\n").connection.end();
        silent.resolver.answer(0, NotFound.NAME);
        assertThat(silent.received()).isEmpty();
        assertThat(silent.connection.isClosed()).isTrue();
    }

    @Test
    void aLostConnectionCancelsItsQuestions() {
        client.send("a.edu\nb.edu\nc.edu\n");
        client.resolver.answer(2, NotFound.TYPE);
        client.connection.drop(new IOException("Connection reset"));
        assertThat(client.resolver.released()).isEqualTo(3);
        assertThat(client.lane.timers()).isZero();
        client.find(0).await(TIMEOUT);
        assertThat(client.received()).isEmpty();
    }

    @Test
    void aLostConnectionOfATableServerCancelsItsQuestionsToo() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), DEFAULTS);
        silent.send("a.edu\nb.edu\n").connection.drop(new IOException("Connection reset"));
        assertThat(silent.resolver.released()).isEqualTo(2);
        assertThat(silent.lane.timers()).isZero();
    }

    @Test
    void aQuestionWhoseResolverFailsByAnErrorIsAFailureOfItsOwn() {
        List<String> released = new ArrayList<>();
        LineClient broken = new LineClient(LineFormat.standard(), DEFAULTS, (question, call) -> {
            call.onDone(() -> released.add(question.name().toString()));
            if (question.name().equals(DomainName.of("a.edu"))) {
                throw new StackOverflowError("as if");
            }
        });
        broken.send("b.edu\na.edu\n").await(TIMEOUT);
        assertThat(broken.received()).isEqualTo("b.edu - TIMED OUT\na.edu - TIMED OUT\n");
        assertThat(released).containsExactly("a.edu", "b.edu");
        assertThat(broken.lane.timers()).isZero();
    }

    @Test
    void aLostConnectionAsksNothingThatWasKept() {
        LineClient one = new LineClient(LineFormat.standard(), DEFAULTS.withMaxInFlight(1));
        one.send("a.edu\nb.edu\nc.e").connection.drop(new IOException("Connection reset"));
        one.await(TIMEOUT);
        assertThat(one.resolver.asked()).containsExactly("a.edu");
    }

    @Test
    void oneConnectionsQuestionsAreNotAnothers() {
        LineFormat format = LineFormat.standard();
        LineClient other = new LineClient(format, DEFAULTS, client.resolver);
        client.send("a.edu\n");
        other.send("a.edu\n");
        client.connection.drop(new IOException("Connection reset"));
        assertThat(client.resolver.released()).isEqualTo(1);
        other.lane.run(() -> client.resolver.call(1).answer(Answers.found("a.edu", "1.2.3.4")));
        assertThat(other.received()).isEqualTo("a.edu 1.2.3.4 A IN\n");
    }
}
