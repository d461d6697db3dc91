package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.hedgerow.line.LineFormat;
import org.hedgerow.testkit.RecordingCall;
import org.hedgerow.wire.UpstreamOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the next query waits for a reply to the last, which depends on what the server takes for one. */
class BareGapTest {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final Asking asking = new Asking(LineFormat.standard().bare(), UpstreamOptions.defaults());

    @Test
    void nobodyKnowsBeforeTheFirstReply() {
        ask("a.edu", "b.edu", "c.edu");
        assertNextAfter(FIRST, "b.edu");
        assertNextAfter(FIRST, "c.edu");
    }

    @Test
    void aMissOfAQuickServerCostsTheShortestGap() {
        ask("a.edu", "b.edu", "c.edu");
        asking.reply("a.edu 1.1.1.1 A IN");
        assertThat(asking.sent()).isEqualTo("b.edu");
        assertNextAfter(SHORTEST, "c.edu");
    }

    @Test
    void afterOneReplyItIsThreeTimesWhatThatTook() {
        ask("a.edu", "b.edu", "c.edu");
        asking.await(Duration.ofMillis(100));
        asking.reply("a.edu 1.1.1.1 A IN");
        assertThat(asking.sent()).isEqualTo("b.edu");
        assertNextAfter(Duration.ofMillis(300), "c.edu");
    }

    @Test
    void itIsAtLeastAQuarterMoreThanTheServerTakes() {
        for (int i = 0; i < 100; i++) {
            ask("name" + i + ".edu");
            asking.await(Duration.ofMillis(200));
            asking.reply("name" + i + ".edu 1.1.1.1 A IN");
        }
        ask("a.edu", "b.edu");
        assertNextAfter(Duration.ofMillis(250), "b.edu");
    }

    @Test
    void itIsASecondAtMost() {
        ask("a.edu", "b.edu", "c.edu");
        for (String name : List.of("b.edu", "c.edu")) {
            assertNextAfter(FIRST, name);
        }
        asking.await(Duration.ofHours(1));
        asking.reply("a.edu 1.1.1.1 A IN");
        // Both were sent while the server was busy, so they have reached it as one.
        assertNextAfter(LONGEST, "b.edu");
        assertNextAfter(LONGEST, "c.edu");
    }

    @Test
    void aLongerOneThatIsSetIsFixed() {
        for (Duration set : List.of(Duration.ofSeconds(2), Duration.ofSeconds(Long.MAX_VALUE))) {
            Asking each = new Asking(LineFormat.standard().bare().withBareGap(set), UpstreamOptions.defaults());
            each.ask("a.edu");
            each.ask("b.edu");
            each.server().open();
            each.await(Duration.ofSeconds(2).minus(NANO));
            assertThat(each.sent()).isEqualTo("a.edu");
            each.await(NANO);
            assertThat(each.sent()).isEqualTo(set.toSeconds() == 2 ? "b.edu" : "");
        }
    }

    @Test
    void aServerThatSaysAMissInItsOwnWordsIsAskedOnAtOnce() {
        ask("a.edu", "b.edu", "c.edu");
        asking.reply("A.edu - Error:HOST NOT FOUND");
        assertNextAfter(Duration.ofMillis(5), "b.edu");
        asking.reply("b.edu 0.0.0.0 A\n");
        assertThat(asking.sent()).isEqualTo("c.edu");
        assertThat(asking.totals.snapshot().dropped()).isEqualTo(2);
    }

    @Test
    void wordsThatNameNobodyEndNoGap() {
        ask("a.edu", "b.edu");
        asking.reply("Welcome to the TS");
        assertNextAfter(FIRST, "b.edu");
    }

    /** It has been busy with the one before until now. */
    @Test
    void theGapOfTheLastBeginsWithTheReplyToTheOneBefore() {
        ask("a.edu", "b.edu", "c.edu");
        assertNextAfter(FIRST, "b.edu");
        asking.await(Duration.ofMillis(50));
        asking.reply("a.edu 1.1.1.1 A IN");
        assertThat(asking.sent()).isEmpty();
        assertNextAfter(Duration.ofMillis(900), "c.edu");
    }

    @Test
    void whatHasReachedABusyServerAsOneNameIsSentAgain() {
        RecordingCall[] calls = ask("a.edu", "b.edu", "c.edu", "d.edu");
        assertNextAfter(FIRST, "b.edu");
        assertNextAfter(FIRST, "c.edu");
        asking.reply("a.edu 1.1.1.1 A IN");
        assertNextAfter(LONGEST, "b.edu");
        asking.reply("b.edu 2.2.2.2 A IN");
        assertNextAfter(LONGEST, "c.edu");
        asking.reply("c.edu 3.3.3.3 A IN");
        assertNextAfter(LONGEST, "d.edu");
        asking.reply("d.edu 4.4.4.4 A IN");
        for (RecordingCall call : calls) {
            assertThat(call.isAnswered()).isTrue();
        }
        assertThat(asking.totals.snapshot().pending()).isZero();
        assertThat(asking.lane.timers()).isZero();
    }

    /** Its caller was not patient enough, so it was a long one. */
    @Test
    void whatNobodyWaitsForAnyMoreIsNotMeasured() {
        RecordingCall[] calls = ask("a.edu", "b.edu", "c.edu");
        assertNextAfter(FIRST, "b.edu");
        asking.lane.run(calls[0]::cancel);
        asking.reply("a.edu 1.1.1.1 A IN");
        assertNextAfter(FIRST, "c.edu");
    }

    @Test
    void whatIsKnownOfAServerOutlivesItsConnection() {
        ask("a.edu");
        asking.reply("a.edu 1.1.1.1 A IN");
        asking.server().drop(new IOException("Connection reset"));
        ask("b.edu", "c.edu");
        assertNextAfter(SHORTEST, "c.edu");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 49, 60, 100, 150, 200, 240})
    void noNameIsLostToAServerThatTakesItsTime(int millis) {
        for (int first : new int[] {0, 1}) {
            SerialServer server =
                    new SerialServer(new Asking(LineFormat.standard().bare(), UpstreamOptions.defaults()));
            server.run(first, number -> millis);
            assertThat(server.taken()).doesNotHaveDuplicates();
        }
    }

    @Test
    void noNameIsLostToAServerThatTakesNowAndThenLonger() {
        SerialServer server = new SerialServer(new Asking(LineFormat.standard().bare(), UpstreamOptions.defaults()));
        server.run(0, number -> 80 + number * 37 % 60);
    }

    /** Had it none of the names at which it stops, nothing would show that those behind them have reached it as one. */
    @Test
    void noNameIsLostToAServerThatStopsForLong() {
        SerialServer server = new SerialServer(new Asking(LineFormat.standard().bare(), UpstreamOptions.defaults()));
        server.run(0, number -> number % 16 == 0 ? 400 : 2);
    }

    /** Learns of the first, which it has, what the others take. */
    @ParameterizedTest
    @ValueSource(ints = {400, 700})
    void noNameIsLostToAVerySlowServerThatHasTheFirst(int millis) {
        SerialServer server = new SerialServer(new Asking(LineFormat.standard().bare(), UpstreamOptions.defaults()));
        server.run(0, number -> millis);
    }

    private RecordingCall[] ask(String... names) {
        RecordingCall[] calls = new RecordingCall[names.length];
        for (int i = 0; i < names.length; i++) {
            calls[i] = asking.ask(names[i]);
        }
        asking.server().open();
        assertThat(asking.sent()).isEqualTo(names[0]);
        return calls;
    }

    private void assertNextAfter(Duration gap, String name) {
        asking.await(gap.minus(NANO));
        assertThat(asking.sent()).isEmpty();
        asking.await(NANO);
        assertThat(asking.sent()).isEqualTo(name);
    }

    /** Reads what is there as one name, is busy, replies if it has that name, and reads again. */
    private static final class SerialServer {
        private static final int NAMES = 100;

        private final Asking asking;
        private final List<String> taken = new ArrayList<>();

        SerialServer(Asking asking) {
            this.asking = asking;
        }

        List<String> taken() {
            return taken;
        }

        /** Asks for names all at once of which it has every other one, from the given one on. */
        void run(int first, IntUnaryOperator millis) {
            Map<String, RecordingCall> calls = new LinkedHashMap<>();
            for (int i = 0; i < NAMES; i++) {
                String name = "name" + i + ".edu";
                calls.put(name, asking.ask(name));
            }
            asking.server().open();
            int busy = 0;
            String name = "";
            for (int idle = 0; idle < 3000; asking.await(Duration.ofMillis(1))) {
                if (busy > 0 && --busy == 0) {
                    answer(name, first);
                }
                if (busy == 0) {
                    name = asking.sent();
                    if (!name.isEmpty()) {
                        busy = millis.applyAsInt(taken.size());
                        taken.add(name);
                        idle = 0;
                        if (busy == 0) {
                            answer(name, first);
                        }
                    }
                }
                idle++;
            }
            assertThat(taken).containsAll(calls.keySet());
            for (int i = 0; i < NAMES; i++) {
                assertThat(calls.get("name" + i + ".edu").isAnswered())
                        .as("%d", i)
                        .isEqualTo(i % 2 == first);
            }
        }

        private void answer(String name, int first) {
            String number = name.substring("name".length(), name.indexOf(".edu"));
            if (name.endsWith(number + ".edu")
                    && Integer.parseInt(number) % 2 == first
                    && name.lastIndexOf("name") == 0) {
                asking.reply(name + " 10.0.0." + number + " A IN");
            }
        }
    }
}
