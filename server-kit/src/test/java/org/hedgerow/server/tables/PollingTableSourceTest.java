package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.table.Table;
import org.hedgerow.testkit.ManualTicker;
import org.junit.jupiter.api.Test;

class PollingTableSourceTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ManualTicker ticker = new ManualTicker();
    private final Semaphore loads = new Semaphore(0);
    private volatile TableLoader loader = () -> Optional.of(table(1));

    private Optional<Table> load() throws Exception {
        try {
            return loader.load();
        } finally {
            loads.release();
        }
    }

    private PollingTableSource.Builder polling(Duration interval) {
        return PollingTableSource.builder("test", this::load).every(interval).ticker(ticker);
    }

    private static Table table(int records) {
        return Table.of(IntStream.range(0, records)
                .mapToObj(i -> ResourceRecord.of(DomainName.of("n" + i), AddressText.parse("10.0.0.1")))
                .toList());
    }

    @Test
    void servesWhatIsLoadedFirst() throws IOException {
        try (PollingTableSource source = polling(NEVER).open()) {
            assertThat(source.current().size()).isEqualTo(1);
            assertThat(source.current()).isSameAs(source.current());
            assertThat(source.health().generation()).isEqualTo(1);
            assertThat(source.health().records()).isEqualTo(1);
            assertThat(source.health().isGood()).isTrue();
        }
    }

    @Test
    void doesNotOpenWithoutATable() {
        loader = () -> {
            throw new SQLException("no route to the database");
        };
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(polling(NEVER)::open)
                .withMessage("no route to the database");
        loader = Optional::empty;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(polling(NEVER)::open)
                .withMessage("test: expected a table, found none");
    }

    @Test
    void startsEmptyIfToldSoAndGetsItsTableLater() {
        AtomicInteger tries = new AtomicInteger();
        Table loaded = table(4);
        loader = () -> {
            if (tries.incrementAndGet() < 3) {
                throw new SQLException("down");
            }
            return Optional.of(loaded);
        };
        try (PollingTableSource source = polling(SOON).openEmpty()) {
            assertThat(source.current().size()).isIn(0, 4);
            await().until(() -> source.current().size() == 4);
            assertThat(source.health().lastError()).isEmpty();
            assertThat(source.health().generation()).isEqualTo(2);
        }
    }

    @Test
    void saysThatNothingHasBeenLoadedWhileTheFirstLoadTakesItsTime() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        loader = () -> {
            end.await();
            return Optional.of(table(4));
        };
        try (PollingTableSource source = polling(NEVER).openEmpty()) {
            assertThat(source.health().lastError()).hasValue("nothing has been loaded yet");
            end.countDown();
            await().until(() -> source.health().isGood());
            assertThat(source.current().size()).isEqualTo(4);
        }
    }

    @Test
    void followsWhatTheLoaderGets() throws IOException {
        Table first = table(1); // one and the same: each other is a switch of its own
        loader = () -> Optional.of(first);
        try (PollingTableSource source = polling(SOON).open()) {
            AtomicInteger switches = new AtomicInteger();
            source.onSwitch(switches::incrementAndGet);
            Table next = table(2);
            loader = () -> Optional.of(next);
            await().until(() -> source.current() == next);
            await().untilAsserted(() -> assertThat(switches).hasValue(1));
            assertThat(source.health().generation()).isEqualTo(2);
        }
    }

    @Test
    void keepsTheTableWhileTheLoaderFailsAndComesBack() throws IOException {
        try (PollingTableSource source = polling(SOON).open()) {
            Table before = source.current();
            loader = () -> {
                throw new SQLException("down");
            };
            await().until(() -> source.health().lastError().equals(Optional.of("down")));
            assertThat(source.current()).isSameAs(before);
            assertThat(source.health().isGood()).isFalse();

            loader = Optional::empty;
            await().until(() -> source.health().isGood());
            assertThat(source.current()).isSameAs(before);
            assertThat(source.health().generation()).isEqualTo(1);
        }
    }

    @Test
    void survivesAnError() throws IOException {
        try (PollingTableSource source = polling(SOON).open()) {
            loader = () -> {
                throw new StackOverflowError();
            };
            await().dontCatchUncaughtExceptions() // which this one is reported as, too
                    .until(() -> source.health().lastError().equals(Optional.of("java.lang.StackOverflowError")));
            loader = () -> Optional.of(table(3));
            await().dontCatchUncaughtExceptions().until(() -> source.current().size() == 3);
        }
    }

    @Test
    void agesUntilItIsKnownAgainToBeRight() throws IOException {
        loader = () -> Optional.of(table(1));
        try (PollingTableSource source = polling(NEVER).open()) {
            ticker.advance(Duration.ofSeconds(30));
            assertThat(source.health().age()).isEqualTo(Duration.ofSeconds(30));

            loader = () -> {
                throw new SQLException("down");
            };
            assertThatExceptionOfType(IOException.class).isThrownBy(source::reload);
            assertThat(source.health().age()).isEqualTo(Duration.ofSeconds(30));

            loader = Optional::empty;
            source.reload();
            assertThat(source.health().age()).isZero();
        }
    }

    @Test
    void reloadsWhenItIsToldTo() throws IOException {
        try (PollingTableSource source = polling(NEVER).open()) {
            Table next = table(7);
            loader = () -> Optional.of(next);
            assertThat(source.reload()).isSameAs(next).isSameAs(source.current());
        }
    }

    @Test
    void keepsTheLastTableAfterItIsClosed() throws IOException {
        PollingTableSource source = polling(SOON).open();
        await().until(() -> loads.tryAcquire(3));
        source.close();
        source.close();

        assertThat(source.current().size()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("hedgerow-table-test")));
    }

    @Test
    void aListenerThatFailsKeepsNobodyFromTheNewTable() throws IOException {
        try (PollingTableSource source = polling(NEVER).open()) {
            AtomicInteger switches = new AtomicInteger();
            source.onSwitch(() -> {
                throw new IllegalStateException("no");
            });
            source.onSwitch(switches::incrementAndGet);
            loader = () -> Optional.of(table(2));
            assertThat(source.reload().size()).isEqualTo(2);
            assertThat(switches).hasValue(1);
        }
    }

    @Test
    void refusesAnIntervalOfNothing() {
        for (Duration interval : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> polling(interval))
                    .withMessageContaining("expected an interval above zero");
        }
    }

    /** Counts how often it is closed, and that it does not load then. */
    private static class ClosedLoader implements TableLoader {
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger late = new AtomicInteger();

        @Override
        public Optional<Table> load() throws Exception {
            late.addAndGet(closed.get());
            return Optional.of(table(1));
        }

        @Override
        public void close() throws IOException {
            closed.incrementAndGet();
            throw new IOException("on purpose");
        }
    }

    @Test
    void theLoaderIsClosedOnceWithItsSource() throws IOException {
        ClosedLoader closing = new ClosedLoader();
        PollingTableSource source =
                PollingTableSource.builder("test", closing).every(SOON).open();
        assertThat(closing.closed).hasValue(0);
        source.close();
        source.close();
        await().until(() -> closing.closed.get() == 1);
        assertThatExceptionOfType(IOException.class).isThrownBy(source::reload);
        assertThat(closing.late).hasValue(0);
        assertThat(closing.closed).hasValue(1);
    }

    @Test
    void theLoaderIsNotClosedWhileItLoads() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ClosedLoader closing = new ClosedLoader() {
            @Override
            public Optional<Table> load() {
                loading.countDown();
                boolean ended = false;
                while (!ended) {
                    try {
                        end.await();
                        ended = true;
                    } catch (InterruptedException e) {
                        // as some drivers do that heed none
                    }
                }
                return Optional.empty();
            }
        };
        PollingTableSource source =
                PollingTableSource.builder("test", closing).every(NEVER).openEmpty();
        loading.await();
        source.close();
        assertThat(closing.closed).hasValue(0);
        end.countDown();
        await().until(() -> closing.closed.get() == 1);
    }

    @Test
    void aLoaderThatClosesItsSourceIsClosedWhenItHasLoaded() {
        AtomicReference<PollingTableSource> source = new AtomicReference<>();
        ClosedLoader closing = new ClosedLoader() {
            @Override
            public Optional<Table> load() throws Exception {
                if (source.get() != null) {
                    source.get().close();
                    assertThat(super.closed.get()).isZero();
                }
                return super.load();
            }
        };
        source.set(PollingTableSource.builder("test", closing).every(SOON).openEmpty());
        await().until(() -> closing.closed.get() == 1);
    }
}
