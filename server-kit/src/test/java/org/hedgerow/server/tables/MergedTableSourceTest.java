package org.hedgerow.server.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.testkit.ManualTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergedTableSourceTest {
    private final MemoryTableSource first = MemoryTableSource.empty();
    private final MemoryTableSource second = MemoryTableSource.empty();
    private volatile Table plain = Table.of(List.of());
    private final MergedTableSource source = MergedTableSource.builder()
            .source("first", first)
            .source("second", second)
            .source("plain", () -> plain)
            .every(Duration.ofMillis(10))
            .open();

    @AfterEach
    void close() {
        source.close();
    }

    private static ResourceRecord record(String line) {
        try {
            return TableFile.parse("test", line.getBytes(UTF_8)).get(0);
        } catch (TableFileException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void awaitRecords(int number) {
        await().until(() -> source.current().size() == number);
    }

    private String address(String name) {
        return source.current().find(Question.of(name)) instanceof Found found
                ? found.first().data().toString()
                : "none";
    }

    @Test
    void theFirstSourceThatHasANameHasAllOfIt() {
        second.put(record("a 60 A 10.0.0.2"), record("a 60 TXT text"), record("b 60 A 10.0.0.2"));
        awaitRecords(3);
        assertThat(address("a")).isEqualTo("10.0.0.2");
        first.put(record("A 60 A 10.0.0.1"));
        awaitRecords(2);
        assertThat(address("a")).isEqualTo("10.0.0.1");
        assertThat(address("b")).isEqualTo("10.0.0.2");
        first.remove(DomainName.of("a"));
        awaitRecords(3);
    }

    @Test
    void recordsThatCannotBeTogetherAreNotTogether() {
        first.put(record("a 60 CNAME b"));
        second.put(record("a 60 A 10.0.0.2"), record("b 60 A 10.0.0.2"));
        awaitRecords(2);
        assertThat(source.health().isGood()).isTrue();
    }

    @Test
    void namesWithDifferentRecordsAreTold() {
        first.put(record("a 60 A 10.0.0.1"), record("same 60 A 10.0.0.1"));
        second.put(record("a 60 A 10.0.0.2"), record("same 60 A 10.0.0.1"));
        await().untilAsserted(() ->
                assertThat(source.conflicts().first()).containsExactly("a: from \"first\", not from \"second\""));
        assertThat(source.conflicts().total()).isEqualTo(1);

        second.remove(DomainName.of("a"));
        await().until(() -> source.conflicts().total() == 0);
    }

    @Test
    void ofManyConflictsTheFirstAreTold() {
        ResourceRecord[] ours = new ResourceRecord[50];
        ResourceRecord[] theirs = new ResourceRecord[50];
        for (int i = 0; i < ours.length; i++) {
            ours[i] = record("n" + i + " 60 A 10.0.0.1");
            theirs[i] = record("n" + i + " 60 A 10.0.0.2");
        }
        first.put(ours);
        second.put(theirs);
        await().until(() -> source.conflicts().total() == 50);
        assertThat(source.conflicts().first()).hasSize(MergeConflicts.MAX_TOLD);
        assertThat(source.conflicts())
                .hasToString(String.join("; ", source.conflicts().first()) + "; and 30 more");
    }

    @Test
    void aSourceThatDoesNotTellIsAsked() {
        plain = Table.of(List.of(record("a 60 A 10.0.0.3")));
        awaitRecords(1);
    }

    @Test
    void whatASourceThrowsLeavesTheTableInUse() {
        first.put(record("a 60 A 10.0.0.1"));
        awaitRecords(1);
        plain = null;
        await().until(() -> !source.health().isGood());
        assertThat(source.current().size()).isEqualTo(1);
        plain = Table.of(List.of());
        await().until(() -> source.health().isGood());
    }

    @Test
    void failuresNameTheSourceAndTheOldestTellsTheAge() throws Exception {
        AtomicReference<String> trouble = new AtomicReference<>();
        ManualTicker ticker = new ManualTicker();
        PollingTableSource member = PollingTableSource.builder("database", () -> {
                    if (trouble.get() != null) {
                        throw new IOException(trouble.get());
                    }
                    return Optional.of(Table.of(List.of()));
                })
                .every(Duration.ofHours(1))
                .ticker(ticker)
                .open();
        try (MergedTableSource merged = MergedTableSource.builder()
                .source("memory", MemoryTableSource.of(List.of(record("a 60 A 10.0.0.1"))))
                .source("database", member)
                .open()) {
            ticker.advance(Duration.ofMinutes(5));
            trouble.set("no route");
            assertThatIOException().isThrownBy(merged::reload).withMessage("no route");
            assertThat(merged.health().lastError()).hasValue("database: no route");
            assertThat(merged.health().age()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
            assertThat(address("a")).isEqualTo("none");
            assertThat(merged.current().size()).isEqualTo(1);
            trouble.set(null);
            merged.reload();
            assertThat(merged.health().isGood()).isTrue();
        }
    }

    @Test
    void aMergedTableNeedsSourcesOfDifferentNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MergedTableSource.builder().open());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MergedTableSource.builder().source("a", first).source("a", second))
                .withMessage("expected another name, found \"a\" again");
    }
}
