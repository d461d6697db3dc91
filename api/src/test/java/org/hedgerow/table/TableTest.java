package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final ResourceRecord FOUR = record("www.Princeton.edu", "128.112.136.35");
    private static final ResourceRecord ANOTHER_FOUR = record("WWW.princeton.edu", "128.112.136.36");
    private static final ResourceRecord SIX = record("www.princeton.edu", "2001:db8::1");
    private static final ResourceRecord ONLY_SIX = record("six.edu", "2001:db8::2");

    private final Table table = Table.of(List.of(FOUR, SIX, ONLY_SIX, ANOTHER_FOUR));

    @Test
    void findsInAnyCaseAndAnswersInItsOwn() {
        assertThat(table.find(Question.of("WWW.PRINCETON.EDU")))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.first().name()).hasToString("www.Princeton.edu"));
    }

    @Test
    void findsAllRecordsOfATypeInTheirOrder() {
        assertThat(table.find(Question.of("www.princeton.edu"))).isEqualTo(Found.of(List.of(FOUR, ANOTHER_FOUR)));
        assertThat(table.find(six("www.princeton.edu."))).isEqualTo(Found.of(List.of(SIX)));
    }

    @Test
    void returnsTheSameObjectEachTime() {
        assertThat(table.find(Question.of("www.princeton.edu"))).isSameAs(table.find(Question.of("WWW.princeton.edu")));
    }

    @Test
    void returnsTheSameObjectToBothWhoAskForItFirst() {
        List<ResourceRecord> records = IntStream.range(0, 200_000)
                .mapToObj(i -> record("host" + i + ".example.edu", "192.0.2.1"))
                .toList();
        Table unasked = Table.of(records);
        CyclicBarrier together = new CyclicBarrier(2);
        CompletableFuture<List<Answer>> others =
                CompletableFuture.supplyAsync(() -> askAll(unasked, records, together));
        List<Answer> own = askAll(unasked, records, together);
        List<Answer> their = others.join();
        for (int i = 0; i < own.size(); i++) {
            assertThat(own.get(i)).isSameAs(their.get(i));
        }
    }

    private static List<Answer> askAll(Table table, List<ResourceRecord> records, CyclicBarrier together) {
        List<Question> questions = records.stream()
                .map(each -> Question.of(each.name(), RecordType.A))
                .toList();
        List<Answer> answers = new ArrayList<>(questions.size());
        try {
            together.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
        for (Question each : questions) {
            answers.add(table.find(each));
        }
        return answers;
    }

    @Test
    void tellsAMissingTypeFromAMissingName() {
        assertThat(table.find(Question.of("six.edu"))).isEqualTo(NotFound.TYPE);
        assertThat(table.find(Question.of("seven.edu"))).isEqualTo(NotFound.NAME);
        assertThat(table.find(six("seven.edu"))).isEqualTo(NotFound.NAME);
    }

    @Test
    void anyTypeIsAnsweredWithOneTheIpv4AddressFirst() {
        Table sixFirst = Table.of(List.of(SIX, ONLY_SIX, FOUR));
        assertThat(sixFirst.find(any("www.princeton.edu"))).isEqualTo(Found.of(List.of(FOUR)));
        assertThat(sixFirst.find(any("six.edu"))).isEqualTo(Found.of(List.of(ONLY_SIX)));
        assertThat(sixFirst.find(any("seven.edu"))).isEqualTo(NotFound.NAME);
    }

    @Test
    void countsRecords() {
        assertThat(table.size()).isEqualTo(4);
    }

    @Test
    void mayBeEmpty() {
        assertThat(Table.of(List.of()).find(Question.of("a"))).isEqualTo(NotFound.NAME);
        assertThat(Table.of(List.of()).size()).isZero();
    }

    @Test
    void doesNotFollowTheCollectionThatItWasMadeOf() {
        List<ResourceRecord> records = new ArrayList<>(List.of(FOUR));
        Table copy = Table.of(records);
        records.clear();
        assertThat(copy.find(Question.of("www.princeton.edu"))).isInstanceOf(Found.class);
    }

    @Test
    void findsEachOfManyAndNoneOfTheOthers() {
        for (int size : new int[] {1, 2, 3, 4, 7, 8, 9, 1_000, 4_096}) {
            List<ResourceRecord> records = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                records.add(record("host" + i + ".example.edu", "10.0." + i / 256 + "." + i % 256));
            }
            Table many = Table.of(records);
            for (ResourceRecord each : records) {
                Answer answer = many.find(Question.of(each.name(), RecordType.A));
                assertThat(answer).as("%s of %d", each, size).isEqualTo(Found.of(List.of(each)));
            }
            for (int i = size; i < 2 * size; i++) {
                assertThat(many.find(Question.of("host" + i + ".example.edu"))).isEqualTo(NotFound.NAME);
            }
        }
    }

    private static Question any(String name) {
        return Question.of(DomainName.of(name), RecordType.ANY);
    }

    private static Question six(String name) {
        return Question.of(DomainName.of(name), RecordType.AAAA);
    }

    private static ResourceRecord record(String name, String address) {
        return ResourceRecord.of(DomainName.of(name), AddressText.parse(address));
    }
}
