package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.Servers;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.hedgerow.testkit.Leaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loaders, listeners and sources that throw what they may not, answer null, block, and close from anywhere. */
class SourcesOfStrangersTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Table ONE = table("a");

    private final Leaks leaks = Leaks.snapshot();
    private volatile TableLoader loader = () -> Optional.of(ONE);

    private static Table table(String name) {
        return Table.of(List.of(ResourceRecord.of(DomainName.of(name), AddressText.parse("10.0.0.1"))));
    }

    private PollingTableSource.Builder polling(Duration interval) {
        return PollingTableSource.builder("test", () -> loader.load()).every(interval);
    }

    /** Throws what the compiler would not let pass, as Kotlin and Groovy do. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Nothing but a Throwable, which nobody catches by habit. */
    private static final class Odd extends Throwable {
        private static final long serialVersionUID = 1;

        Odd() {
            super("odd");
        }
    }

    @Test
    void whateverALoaderThrowsCostsThatLoadAtMost() throws IOException {
        try (PollingTableSource source = polling(SOON).open()) {
            loader = () -> {
                SourcesOfStrangersTest.<RuntimeException>sneak(new Odd());
                return Optional.empty();
            };
            await().until(() -> source.health().lastError().equals(Optional.of("odd")));
            assertThatIOException().isThrownBy(source::reload).withMessageContaining("odd");
            Table next = table("b");
            loader = () -> Optional.of(next);
            await().until(() -> source.current() == next && source.health().isGood());
        }
    }

    @Test
    void aLoaderThatAnswersNullIsToldWhatIsExpected() throws IOException {
        String expected = "expected a table or an empty Optional of the loader, found null";
        try (PollingTableSource source = polling(SOON).open()) {
            loader = () -> null;
            await().until(() -> source.health().lastError().equals(Optional.of(expected)));
            assertThat(source.current()).isSameAs(ONE);
            loader = Optional::empty;
            await().until(() -> source.health().isGood());
        }
        loader = () -> null;
        assertThatIOException().isThrownBy(polling(NEVER)::open).withMessage(expected);
    }

    @Test
    void aLoaderThatBlocksIsInterruptedByClose() throws Exception {
        PollingTableSource source = polling(NEVER).open();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        loader = () -> {
            loading.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Optional.empty();
        };
        FutureTask<String> reload = Servers.inBackground(() -> {
            try {
                return source.reload().toString();
            } catch (IOException e) {
                return e.getMessage();
            }
        });
        loading.await();
        source.close();
        interrupted.await();
        assertThat(Servers.get(reload)).isEqualTo("the source is closed");
        assertThat(source.health().isGood()).isTrue();
        assertThat(source.current()).isSameAs(ONE);
        leaks.assertNone();
    }

    @Test
    void aLoaderThatHeedsNoInterruptHoldsUpNeitherCloseNorReload() throws Exception {
        PollingTableSource source = polling(NEVER).open();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        loader = () -> {
            loading.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Optional.empty();
        };
        FutureTask<Boolean> reload = Servers.inBackground(() -> {
            assertThatIOException().isThrownBy(source::reload);
            return true;
        });
        loading.await();
        source.close();
        assertThat(Servers.get(reload)).isTrue();
        assertThatIOException().isThrownBy(source::reload).withMessage("the source is closed");
        end.countDown();
        leaks.assertNone();
    }

    @Test
    void aLoaderMayCloseItsSourceAndMayNotWaitForIt() throws Exception {
        AtomicReference<PollingTableSource> source =
                new AtomicReference<>(polling(SOON).open());
        AtomicReference<String> refusal = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        loader = () -> {
            try {
                source.get().reload();
            } catch (IllegalStateException e) {
                refusal.set(e.getMessage());
            }
            source.get().close();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            closed.countDown();
            return Optional.empty();
        };
        closed.await();
        assertThat(refusal).hasValue("a loader or a listener of the source cannot wait for it");
        leaks.assertNone();
    }

    @Test
    void aListenerMayCloseThePollingSourceThatCallsIt() throws Exception {
        PollingTableSource source = polling(NEVER).open();
        CountDownLatch closed = closeOnSwitch(source);
        loader = () -> Optional.of(table("b"));
        Servers.inBackground(source::reload);
        closed.await();
        leaks.assertNone();
    }

    @Test
    void aListenerMayCloseTheFileSourceThatCallsIt(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("t.txt"), "a 10.0.0.1\n");
        FileTableSource source = FileTableSource.builder(file)
                .every(Duration.ofMillis(10))
                .settle(Duration.ofMillis(10))
                .open();
        CountDownLatch closed = closeOnSwitch(source);
        Files.writeString(file, "b 10.0.0.1\n");
        closed.await();
        leaks.assertNone();
    }

    @Test
    void aListenerMayCloseTheMergedSourceThatCallsIt() throws Exception {
        MemoryTableSource memory = MemoryTableSource.empty();
        MergedTableSource source =
                MergedTableSource.builder().source("memory", memory).open();
        CountDownLatch closed = closeOnSwitch(source);
        memory.put(ResourceRecord.of(DomainName.of("a"), AddressText.parse("10.0.0.1")));
        closed.await();
        leaks.assertNone();
    }

    private static CountDownLatch closeOnSwitch(LiveTableSource source) {
        CountDownLatch closed = new CountDownLatch(1);
        source.onSwitch(() -> {
            source.close();
            closed.countDown();
        });
        return closed;
    }

    @Test
    void whateverAListenerThrowsKeepsNobodyFromTheTable() {
        MemoryTableSource memory = MemoryTableSource.empty();
        AtomicInteger switches = new AtomicInteger();
        memory.onSwitch(() -> SourcesOfStrangersTest.<RuntimeException>sneak(new Odd()));
        memory.onSwitch(switches::incrementAndGet);
        memory.put(ResourceRecord.of(DomainName.of("a"), AddressText.parse("10.0.0.1")));
        assertThat(memory.current().size()).isEqualTo(1);
        assertThat(switches).hasValue(1);
    }

    @Test
    void oneSourceOfSeveralThatMisbehavesTakesNothingFromTheOthers() throws IOException {
        Stranger stranger = new Stranger();
        MemoryTableSource memory = MemoryTableSource.empty();
        MergedTableSource merged = MergedTableSource.builder()
                .source("stranger", stranger)
                .source("memory", memory)
                .every(SOON)
                .open();
        stranger.table = () -> null;
        await().until(() -> merged.health().lastError().equals(Optional.of("stranger: expected a table, found null")));
        stranger.table = () -> {
            SourcesOfStrangersTest.<RuntimeException>sneak(new Odd());
            return ONE;
        };
        await().until(() -> merged.health().lastError().equals(Optional.of("odd")));

        stranger.table = () -> ONE;
        memory.put(ResourceRecord.of(DomainName.of("b"), AddressText.parse("10.0.0.1")));
        await().until(() -> merged.current().size() == 2);
        assertThat(merged.health().lastError())
                .hasValueSatisfying(error -> assertThat(error).startsWith("stranger: health() has thrown"));
        assertThatIOException().isThrownBy(merged::reload).withMessageContaining("stranger");
        merged.close();
        leaks.assertNone();
    }

    /** Has a table, and nothing good to say. */
    private static final class Stranger implements LiveTableSource {
        private volatile Supplier<Table> table = () -> ONE;

        @Override
        public Table current() {
            return table.get();
        }

        @Override
        public TableHealth health() {
            throw new IllegalStateException("no health");
        }

        @Override
        public void onSwitch(SwitchListener listener) {}

        @Override
        public Table reload() {
            throw new IllegalStateException("no reload");
        }

        @Override
        public void close() {
            throw new IllegalStateException("no close");
        }
    }

    @Test
    void anErrorOfTheJvmReachesWhoeverDecidesAndTheSourceLivesOn() throws Exception {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.set(thrown));
        try (PollingTableSource source = polling(SOON).open()) {
            loader = () -> {
                throw new OutOfMemoryError("as the test has it");
            };
            await().dontCatchUncaughtExceptions()
                    .untilAsserted(() -> assertThat(uncaught.get()).isInstanceOf(OutOfMemoryError.class));
            Table next = table("b");
            loader = () -> Optional.of(next);
            await().dontCatchUncaughtExceptions().until(() -> source.current() == next);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
