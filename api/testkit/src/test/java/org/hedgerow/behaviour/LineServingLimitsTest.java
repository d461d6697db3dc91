package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.LineClient.GRACE;
import static org.hedgerow.behaviour.LineClient.PATIENCE;
import static org.hedgerow.behaviour.LineClient.TIMEOUT;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.hedgerow.NotFound;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.ManualLane;
import org.hedgerow.testkit.ScriptedConnection;
import org.hedgerow.transport.ConnectionHandler;
import org.hedgerow.wire.ServingContext;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;

/** The limit of questions in flight, and the limit of octets without a line end. */
class LineServingLimitsTest {
    private static final ServingOptions TWO = ServingOptions.defaults().withMaxInFlight(2);

    private final LineClient client = new LineClient(LineFormat.standard(), TWO);

    @Test
    void atTheLimitTheRestOfTheChunkIsKeptAndReadingStops() {
        client.send("a.edu\nb.edu\nc.edu\nd.edu\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
        assertThat(client.connection.isReading()).isFalse();
    }

    @Test
    void belowTheLimitReadingGoesOn() {
        client.send("a.edu\n");
        assertThat(client.connection.isReading()).isTrue();
    }

    @Test
    void roomLetsTheRestInOneByOneAndThenReads() {
        client.send("a.edu\nb.edu\nc.edu\nd.edu\n").find(0);
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
        assertThat(client.connection.isReading()).isFalse();
        client.find(1);
        assertThat(client.connection.isReading()).isFalse();
        client.find(2);
        assertThat(client.connection.isReading()).isTrue();
        client.find(3);
        assertThat(client.received())
                .isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\nc.edu 10.0.0.2 A IN\nd.edu 10.0.0.3 A IN\n");
    }

    @Test
    void anAnswerOutOfOrderMakesNoRoom() {
        client.send("a.edu\nb.edu\nc.edu\n").find(1);
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
    }

    @Test
    void aTimeoutMakesRoom() {
        client.send("a.edu\nb.edu\nc.edu\n").await(TIMEOUT);
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
        client.await(TIMEOUT);
        assertThat(client.received()).isEqualTo("a.edu - TIMED OUT\nb.edu - TIMED OUT\nc.edu - TIMED OUT\n");
    }

    @Test
    void invalidNamesCountTowardsTheLimitWhileTheyWait() {
        client.send("a.edu\nb b\nc.edu\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu");
        client.find(0).find(1);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb b - INVALID NAME\nc.edu 10.0.0.1 A IN\n");
    }

    @Test
    void nothingIsLostOfTenThousandInAnyOrderOfAnswers() {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(i -> "host" + i + ".edu").toList();
        client.send(String.join("\n", names) + "\n");
        for (int i = 0; i < names.size(); i += 2) {
            client.resolver.answer(i + 1, Answers.found(names.get(i + 1), "1.2.3.4"));
            client.resolver.answer(i, Answers.found(names.get(i), "1.2.3.4"));
        }
        assertThat(client.resolver.asked()).isEqualTo(names);
        assertThat(client.received()).isEqualTo(String.join(" 1.2.3.4 A IN\n", names) + " 1.2.3.4 A IN\n");
        assertThat(client.connection.isReading()).isTrue();
    }

    @Test
    void bareNamesAreLimitedToo() {
        LineClient one =
                new LineClient(LineFormat.standard(), ServingOptions.defaults().withMaxInFlight(1));
        one.send("a.edu").await(GRACE).send("b.edu").await(GRACE);
        assertThat(one.resolver.asked()).containsExactly("a.edu");
        assertThat(one.connection.isReading()).isFalse();
        one.find(0).await(GRACE);
        assertThat(one.resolver.asked()).containsExactly("a.edu", "b.edu");
        one.find(1);
        assertThat(one.received()).isEqualTo("a.edu 10.0.0.0 A INb.edu 10.0.0.1 A IN");
        assertThat(one.connection.isReading()).isTrue();
    }

    @Test
    void theGraceDoesNotRunWhileReadingIsPaused() {
        client.send("a.edu\nb.edu\nc.e").await(PATIENCE.multipliedBy(2)).find(0);
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
        client.await(PATIENCE.minusNanos(1));
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
        client.send("du\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
    }

    /** A transport may have read on before it was told to stop. */
    @Test
    void chunksThatStillArriveAtTheLimitAreKept() {
        ManualLane lane = new ManualLane();
        HeldResolver resolver = new HeldResolver(lane);
        ConnectionHandler handler = LineFormat.standard()
                .serving(ServingContext.of(resolver)
                        .withOptions(ServingOptions.defaults().withMaxInFlight(1)))
                .newHandler();
        ScriptedConnection connection = ScriptedConnection.accepted(lane, () -> handler);
        for (String chunk : List.of("a.edu\n", "b.edu\nc.e", "du\nd.edu\n", "e.edu\n")) {
            lane.run(() -> handler.received(connection, ByteBuffer.wrap(chunk.getBytes(StandardCharsets.US_ASCII))));
        }
        for (int i = 0; i < 5; i++) {
            resolver.answer(i, NotFound.NAME);
            lane.advance(TIMEOUT);
        }
        assertThat(resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu", "d.edu", "e.edu");
    }

    @Test
    void aHangingQuestionOfATableServerDoesNotUseUpTheRoomOfTheOthers() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), TWO);
        silent.send("hangs.edu\na.edu\nb.edu\nc.edu\n").find(1).find(2).find(3);
        assertThat(silent.received()).isEqualTo("a.edu 10.0.0.1 A IN\nb.edu 10.0.0.2 A IN\nc.edu 10.0.0.3 A IN\n");
        assertThat(silent.connection.isReading()).isTrue();
    }

    @Test
    void fourKibWithoutALineEndAreStillAnInvalidName() {
        client.send("a".repeat(LineFormat.MAX_LINE_OCTETS)).await(GRACE);
        assertThat(client.received()).isEqualTo("a".repeat(64) + " - INVALID NAME");
        assertThat(client.connection.isClosed()).isFalse();
    }

    @Test
    void moreThanFourKibWithoutALineEndCloses() {
        client.send("a".repeat(LineFormat.MAX_LINE_OCTETS + 1));
        assertThat(client.connection.isClosed()).isTrue();
        assertThat(client.connection.isShed())
                .as("by a reset where that is asked for")
                .isTrue();
        assertThat(client.received()).isEmpty();
    }

    @Test
    void moreThanFourKibInManyChunksCloses() {
        for (int i = 0; i <= 41; i++) {
            client.send("a".repeat(100));
        }
        assertThat(client.connection.isClosed()).isTrue();
    }

    @Test
    void aLineOfMoreThanFourKibCloses() {
        client.send("a".repeat(LineFormat.MAX_LINE_OCTETS + 1) + "\nb.edu\n");
        assertThat(client.connection.isClosed()).isTrue();
        assertThat(client.resolver.asked()).isEmpty();
    }

    @Test
    void whatIsInFlightIsAnsweredBeforeThat() {
        client.send("a.edu\n" + "b".repeat(5_000)).send("c.edu\n");
        assertThat(client.connection.isClosed()).isFalse();
        client.find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\n");
        assertThat(client.connection.isClosed()).isTrue();
        assertThat(client.resolver.asked()).containsExactly("a.edu");
    }

    @Test
    void whatIsKeptAtTheLimitMayBeMoreThanFourKib() {
        client.send("a.edu\n".repeat(1_000));
        assertThat(client.connection.isClosed()).isFalse();
        for (int i = 0; i < 1_000; i++) {
            client.resolver.answer(i, Answers.found("a.edu", "1.2.3.4"));
        }
        assertThat(client.received()).isEqualTo("a.edu 1.2.3.4 A IN\n".repeat(1_000));
    }
}
