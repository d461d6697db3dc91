package org.hedgerow.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.behaviour.Answers.found;
import static org.hedgerow.behaviour.LineClient.GRACE;
import static org.hedgerow.behaviour.LineClient.NANO;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.Resolver;
import org.hedgerow.line.LineFormat;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordData;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableResolver;
import org.hedgerow.wire.ServingOptions;
import org.hedgerow.wire.ServingTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a query, how its reply looks, and the order of replies. */
class LineServingTest {
    private final LineClient client = new LineClient();

    @Test
    void aLineIsAQueryAndItsReplyALine() {
        client.send("www.a.edu\n").find(0);
        assertThat(client.received()).isEqualTo("www.a.edu 10.0.0.0 A IN\n");
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(1, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void crlfIsAnsweredWithCrlf() {
        client.send("www.a.edu\r\n").find(0);
        assertThat(client.received()).isEqualTo("www.a.edu 10.0.0.0 A IN\r\n");
    }

    @Test
    void aBareNameIsAQueryAfterTheGraceAndNotBefore() {
        client.send("www.a.edu").await(GRACE.minus(NANO));
        assertThat(client.resolver.asked()).isEmpty();
        client.await(NANO);
        assertThat(client.resolver.asked()).containsExactly("www.a.edu");
        client.find(0);
        assertThat(client.received()).isEqualTo("www.a.edu 10.0.0.0 A IN");
    }

    @Test
    void theGraceBeginsAnewWithEachChunk() {
        client.send("www.").await(GRACE.minus(NANO)).send("a.edu").await(GRACE.minus(NANO));
        assertThat(client.resolver.asked()).isEmpty();
        client.await(NANO);
        assertThat(client.resolver.asked()).containsExactly("www.a.edu");
    }

    @Test
    void theGraceMayBeChosen() {
        LineClient slow =
                new LineClient(LineFormat.standard().withGrace(GRACE.multipliedBy(4)), ServingOptions.defaults());
        slow.send("www.a.edu").await(GRACE.multipliedBy(4).minus(NANO));
        assertThat(slow.resolver.asked()).isEmpty();
        slow.await(NANO);
        assertThat(slow.resolver.asked()).containsExactly("www.a.edu");
    }

    @Test
    void bareNamesInLockstepShareAConnection() {
        for (int i = 0; i < 20; i++) {
            client.send("host" + i + ".edu").await(GRACE).find(i);
            assertThat(client.received()).isEqualTo("host" + i + ".edu 10.0.0." + i + " A IN");
        }
        assertThat(client.connection.isClosed()).isFalse();
        assertThat(client.totals.snapshot().questions()).isEqualTo(20);
    }

    @Test
    void oneConnectionMayMixTheEnds() {
        client.send("a.edu\nb.edu\r\nc.edu").await(LineClient.PATIENCE);
        client.find(0).find(1).find(2);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\r\nc.edu 10.0.0.2 A IN");
    }

    @Test
    void pipelinedQueriesInOneChunkAreWorkedOnAtOnce() {
        client.send("a.edu\nb.edu\nc.edu\n");
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu", "c.edu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.edu\nb.edu\n", "a.edu\r\nb.edu\r\n", "\r\na.edu\n\n b.edu \r\n"})
    void oneOctetAtATimeIsTheSame(String text) {
        text.chars().forEach(octet -> client.send(String.valueOf((char) octet)));
        assertThat(client.resolver.asked()).containsExactly("a.edu", "b.edu");
    }

    @Test
    void anyChunkingIsTheSame() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append("höst").append(i).append(i % 3 == 0 ? ".edu\r\n" : i % 7 == 0 ? ".edu\n\n" : ".edu\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 20; seed++) {
            LineClient each = new LineClient();
            Random random = new Random(seed);
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(1 << random.nextInt(12)));
                each.connection.receive(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(each.resolver.asked())
                    .hasSize(300)
                    .startsWith("höst0.edu")
                    .endsWith("höst299.edu");
        }
    }

    @Test
    void emptyLinesAskNothing() {
        client.send("\n\r\n  \n \r\n").await(LineClient.PATIENCE);
        client.send("  ").await(LineClient.PATIENCE);
        assertThat(client.resolver.asked()).isEmpty();
        assertThat(client.received()).isEmpty();
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals().snapshot());
    }

    @Test
    void blanksAroundANameDoNotCount() {
        client.send("  www.a.edu \r\n").find(0);
        assertThat(client.received()).isEqualTo("www.a.edu 10.0.0.0 A IN\r\n");
    }

    @Test
    void repliesLeaveInTheOrderOfTheQueries() {
        client.send("a.edu\nb.edu\nc.edu\n").find(2).find(1);
        assertThat(client.received()).isEmpty();
        client.find(0);
        assertThat(client.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\nc.edu 10.0.0.2 A IN\n");
    }

    @Test
    void aTableServerRepliesAsItFinds() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), ServingOptions.defaults());
        silent.send("a.edu\nb.edu\nc.edu\n").find(2);
        assertThat(silent.received()).isEqualTo("c.edu 10.0.0.2 A IN\n");
        silent.resolver.answer(1, NotFound.NAME);
        silent.find(0);
        assertThat(silent.received()).isEqualTo("a.edu 10.0.0.0 A IN\n");
    }

    @Test
    void aTableServerIsSilentOnAMiss() {
        LineClient silent = new LineClient(LineFormat.standard().silentOnMiss(), ServingOptions.defaults());
        silent.send("a.edu\n");
        silent.resolver.answer(0, NotFound.NAME);
        silent.send("b.edu\n").await(LineClient.TIMEOUT.multipliedBy(2));
        assertThat(silent.received()).isEmpty();
        assertThat(silent.resolver.released()).isEqualTo(2);
        assertThat(silent.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(2, 0, 1, 1, 0, 0, 0, 0));
        assertThat(silent.lane.timers()).isZero();
    }

    @Test
    void theNameIsSpelledAsTheTableSpellsIt() {
        client.send("www.princeton.edu\n");
        client.resolver.answer(0, found("www.Princeton.EDU", "128.112.136.35"));
        assertThat(client.received()).isEqualTo("www.Princeton.EDU 128.112.136.35 A IN\n");
    }

    @Test
    void onlyTheFirstRecordIsTold() {
        Table table = Table.of(List.of(
                found("a.edu", "1.1.1.1").first(), found("a.edu", "2.2.2.2").first()));
        LineClient asking =
                new LineClient(LineFormat.standard(), ServingOptions.defaults(), TableResolver.of(() -> table));
        asking.send("A.edu\n");
        assertThat(asking.received()).isEqualTo("a.edu 1.1.1.1 A IN\n");
    }

    @Test
    void aQueryMeansAnyAddress() {
        client.send("six.edu\n");
        assertThat(client.resolver.questions()).containsExactly(Question.of("six.edu", "ANY"));
        client.resolver.answer(0, found("six.edu", "2001:db8::1"));
        assertThat(client.received()).isEqualTo("six.edu 2001:db8::1 AAAA IN\n");
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(1, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void recordsThatAreNoAddressAreNotTold() {
        ResourceRecord other = ResourceRecord.of(
                DomainName.of("mail.edu"), RecordType.MX, new RecordData.Mx(10, DomainName.of("mx.mail.edu")));
        client.send("mail.edu\n");
        client.resolver.answer(0, Found.of(List.of(other)));
        client.await(LineClient.TIMEOUT);
        assertThat(client.received()).isEqualTo("mail.edu - TIMED OUT\n");
        assertThat(client.totals.snapshot()).isEqualTo(new ServingTotals.Snapshot(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void answersWithinResolveLeaveInOrderToo() {
        Answer a = found("a.edu", "1.1.1.1");
        Resolver mixed = (question, call) -> {
            if (question.name().equals(DomainName.of("a.edu"))) {
                call.answer(a);
            } else {
                client.resolver.resolve(question, call);
            }
        };
        LineClient each = new LineClient(LineFormat.standard(), ServingOptions.defaults(), mixed);
        each.send("a.edu\nb.edu\na.edu\n");
        assertThat(each.received()).isEqualTo("a.edu 1.1.1.1 A IN\n");
        each.lane.run(() -> client.resolver.call(0).answer(found("b.edu", "2.2.2.2")));
        assertThat(each.received()).isEqualTo("b.edu 2.2.2.2 A IN\na.edu 1.1.1.1 A IN\n");
    }

    /** As one does that has the same question once for several who ask it. */
    @Test
    void answersToEarlierQueriesWithinResolveLeaveInOrderToo() {
        Resolver late = (question, call) -> {
            client.resolver.resolve(question, call);
            if (question.name().equals(DomainName.of("c.edu"))) {
                for (int i = 2; i >= 0; i--) {
                    client.resolver.call(i).answer(found("abc".charAt(i) + ".edu", "10.0.0." + i));
                }
            }
        };
        LineClient each = new LineClient(LineFormat.standard(), ServingOptions.defaults(), late);
        each.send("a.edu\nb.edu\nc.edu\n");
        assertThat(each.received()).isEqualTo("a.edu 10.0.0.0 A IN\nb.edu 10.0.0.1 A IN\nc.edu 10.0.0.2 A IN\n");
        assertThat(each.lane.timers()).isLessThanOrEqualTo(1);
        each.send("c.edu\n").await(LineClient.TIMEOUT);
        assertThat(each.received()).isEqualTo("c.edu - TIMED OUT\n");
    }
}
