package org.hedgerow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.hedgerow.Found;
import org.hedgerow.NotFound;
import org.hedgerow.Question;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.table.TableSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every table source keeps to. Extend it, and say how a source is opened and how what it follows is changed:
 *
 * <pre>{@code
 * class MyTableSourceTest extends TableSourceContract {
 *     protected TableSource open(Collection<ResourceRecord> records) { ... }
 *     protected void change(Collection<ResourceRecord> records) { ... }
 * }
 * }</pre>
 *
 * <p>What is asked of a {@link LiveTableSource} is skipped for sources that are none. The source notices changes by itself,
 * within 30 seconds; tests are over sooner where it is quick. They fail if anything is left once the source is closed:
 * threads, and on Linux descriptors of sockets and the like.
 */
public abstract class TableSourceContract {
    private static final int BURST = 100;

    private @Nullable Leaks leaks;
    private @Nullable TableSource opened;

    /** For tests of a source. */
    protected TableSourceContract() {}

    /** Opens a source whose origin has these records; once for each test, which closes it if it can be closed. */
    protected abstract TableSource open(Collection<ResourceRecord> records) throws Exception;

    /** Has the origin have these records instead, all at once, as somebody else would do it. */
    protected abstract void change(Collection<ResourceRecord> records) throws Exception;

    /** Has the origin fail until it is mended; tests that need that are skipped unless this is overridden. */
    protected void breakOrigin() throws Exception {
        abort("the origin cannot be broken");
    }

    /** Has the origin have the records again that it had before it was broken. */
    protected void mendOrigin() throws Exception {
        abort("the origin cannot be broken");
    }

    @BeforeEach
    final void lookAround() {
        leaks = Leaks.snapshot();
    }

    @AfterEach
    final void nothingIsLeft() throws Exception {
        if (opened instanceof AutoCloseable source) {
            source.close();
        }
        if (leaks != null) {
            leaks.assertNone();
        }
    }

    private TableSource opened(Collection<ResourceRecord> records) throws Exception {
        TableSource source = open(records);
        opened = source;
        return source;
    }

    private LiveTableSource live(Collection<ResourceRecord> records) throws Exception {
        TableSource source = opened(records);
        assumeTrue(source instanceof LiveTableSource, "not a LiveTableSource");
        return (LiveTableSource) source;
    }

    private static void awaitVersion(TableSource source, int version) {
        Wait.until("at version " + version, () -> PairedRecords.version(source.current()) == version);
    }

    @Test
    final void hasTheRecordsOfItsOrigin() throws Exception {
        Table table = opened(PairedRecords.of(7)).current();

        assertThat(table.size()).isEqualTo(PairedRecords.of(7).size());
        assertThat(PairedRecords.version(table)).isEqualTo(7);
        assertThat(table.find(Question.of("nobody.has.this"))).isInstanceOf(NotFound.class);
    }

    @Test
    final void isTheSameTableUntilTheNextOneIsThere() throws Exception {
        TableSource source = opened(PairedRecords.of(1));

        assertThat(source.current()).isSameAs(source.current());
    }

    @Test
    final void followsItsOriginAndLeavesEarlierTablesAsTheyWere() throws Exception {
        TableSource source = opened(PairedRecords.of(1));
        List<Table> earlier = new ArrayList<>();
        for (int version = 2; version <= 4; version++) {
            earlier.add(source.current());
            change(PairedRecords.of(version));
            awaitVersion(source, version);
        }

        assertThat(earlier).extracting(PairedRecords::version).containsExactly(1, 2, 3);
    }

    @Test
    final void neverMissesTheLastOfManyChanges() throws Exception {
        TableSource source = opened(PairedRecords.of(1));
        for (int version = 2; version <= BURST; version++) {
            change(PairedRecords.of(version));
        }

        awaitVersion(source, BURST);
    }

    @Test
    final void switchesAllAtOnceUnderQuestions() throws Exception {
        TableSource source = opened(PairedRecords.of(1));
        AtomicBoolean over = new AtomicBoolean();
        List<FutureTask<Integer>> readers = IntStream.range(0, 3)
                .mapToObj(i -> new FutureTask<>(() -> readUntil(over, source)))
                .toList();
        readers.forEach(reader -> new Thread(reader, "contract-reader").start());
        try {
            for (int version = 2; version <= BURST; version++) {
                change(PairedRecords.of(version));
            }
            awaitVersion(source, BURST);
        } finally {
            over.set(true);
        }

        for (FutureTask<Integer> reader : readers) {
            assertThat(Wait.on(reader, "a reader")).isEqualTo(BURST);
        }
    }

    /** Looks at the versions that the source goes through; a table that has parts of two fails. */
    private static int readUntil(AtomicBoolean over, TableSource source) {
        int last = 1;
        boolean once = false;
        while (!once) {
            once = over.get();
            int version = PairedRecords.version(source.current());
            if (version < last) {
                throw new AssertionError("version " + version + " after version " + last);
            }
            last = version;
        }
        return last;
    }

    @Test
    final void tellsHowItFares() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        TableHealth before = source.health();
        change(PairedRecords.of(2));
        awaitVersion(source, 2);

        assertThat(before.isGood()).isTrue();
        assertThat(before.records()).isEqualTo(PairedRecords.of(1).size());
        assertThat(before.age().isNegative()).isFalse();
        assertThat(source.health().generation()).isGreaterThan(before.generation());
        assertThat(source.health().records()).isEqualTo(PairedRecords.of(2).size());
    }

    @Test
    final void keepsTheLastGoodTableWhileItsOriginFailsAndComesBack() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        breakOrigin();
        Wait.until("in trouble", () -> source.health().lastError().isPresent());
        assertThat(source.health().lastError().orElseThrow()).isNotBlank();
        assertThat(PairedRecords.version(source.current())).isEqualTo(1);
        assertThatExceptionOfType(IOException.class).isThrownBy(source::reload);
        assertThat(PairedRecords.version(source.current())).isEqualTo(1);

        mendOrigin();
        Wait.until("out of trouble", () -> source.health().isGood());
        assertThat(PairedRecords.version(source.current())).isEqualTo(1);
        change(PairedRecords.of(2));
        awaitVersion(source, 2);
    }

    @Test
    final void tellsListenersOnceTheNewTableIsInUse() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        source.onSwitch(() -> {
            throw new IllegalStateException("a listener that fails keeps nothing from anybody");
        });
        source.onSwitch(() -> seen.add(PairedRecords.version(source.current())));
        change(PairedRecords.of(2));

        Wait.until("told", () -> seen.contains(2));
        assertThat(seen).doesNotContain(1);
    }

    @Test
    final void handsListenersTheTableBeforeAndTheOneInUseNow() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        Queue<Table> told = new ConcurrentLinkedQueue<>();
        source.onSwitch((before, now) -> {
            told.add(before);
            told.add(now);
        });
        Table first = source.current();
        change(PairedRecords.of(2));
        Table second = source.reload();

        Wait.until("told", () -> told.contains(second));
        List<Table> all = List.copyOf(told);
        assertThat(all.get(0)).isSameAs(first);
        assertThat(all.get(all.size() - 1)).isSameAs(second);
        for (int i = 2; i < all.size(); i += 2) { // a source may take several steps
            assertThat(all.get(i)).isSameAs(all.get(i - 1));
        }
    }

    @Test
    final void looksAtOnceWhenItIsToldTo() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        for (int version = 2; version <= 5; version++) {
            change(PairedRecords.of(version));
            assertThat(PairedRecords.version(source.reload())).isEqualTo(version);
            assertThat(PairedRecords.version(source.current())).isEqualTo(version);
        }
    }

    @Test
    final void takesManyWishesToLookAtOnce() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        change(PairedRecords.of(2));
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<Table>> wishes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            wishes.add(new FutureTask<>(() -> {
                Wait.on(start, "started");
                return source.reload();
            }));
        }
        wishes.forEach(wish -> Executors.defaultThreadFactory().newThread(wish).start());
        start.countDown();

        for (FutureTask<Table> wish : wishes) {
            assertThat(PairedRecords.version(Wait.on(wish, "a reload"))).isEqualTo(2);
        }
    }

    @Test
    final void keepsItsTableWhenItIsClosed() throws Exception {
        LiveTableSource source = live(PairedRecords.of(1));
        source.close();
        source.close();

        assertThat(PairedRecords.version(source.current())).isEqualTo(1);
        assertThat(source.health().generation()).isPositive();
    }

    @Test
    final void anEmptyTableIsATable() throws Exception {
        TableSource source = opened(PairedRecords.of(1));
        change(List.of());

        Wait.until("empty", () -> source.current().size() == 0);
        assertThat(source.current().find(Question.of("a"))).isNotInstanceOf(Found.class);
    }
}
