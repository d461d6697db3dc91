package org.hedgerow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.record.AddressText;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.ResourceRecord;
import org.hedgerow.server.tables.DirectoryTableSource;
import org.hedgerow.server.tables.FileTableSource;
import org.hedgerow.server.tables.MemoryTableSource;
import org.hedgerow.server.tables.MergedTableSource;
import org.hedgerow.server.tables.PollingTableSource;
import org.hedgerow.table.Table;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.ServingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** "For ever" and "never" as durations: the longest that there are mean very long, and less than nothing is refused. */
class DurationsTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final List<Duration> NEGATIVE = List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE));

    @RegisterExtension
    final Servers servers = new Servers();

    @TempDir
    Path directory;

    @Test
    void aPollingSourceMayWaitForEver() throws IOException {
        AtomicInteger loads = new AtomicInteger();
        try (PollingTableSource source = PollingTableSource.builder("test", () -> {
                    loads.incrementAndGet();
                    return Optional.of(Table.of(List.of()));
                })
                .every(LONGEST)
                .open()) {
            source.reload();
            source.reload();
            assertThat(loads).hasValue(3);
            assertThat(source.health().isGood()).isTrue();
        }
        for (Duration negative : NEGATIVE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            PollingTableSource.builder("test", Optional::empty).every(negative));
        }
    }

    @Test
    void aMergedSourceMayWaitForEverAndStillHearsOfSwitches() {
        MemoryTableSource memory = MemoryTableSource.empty();
        try (MergedTableSource merged = MergedTableSource.builder()
                .source("memory", memory)
                .every(LONGEST)
                .open()) {
            memory.put(ResourceRecord.of(DomainName.of("a"), AddressText.parse("10.0.0.1")));
            await().until(() -> merged.current().size() == 1);
        }
        for (Duration negative : NEGATIVE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MergedTableSource.builder().every(negative));
        }
    }

    @Test
    void aFileMayBeLookedAtOnceAndForAll() throws IOException {
        Path file = Files.writeString(directory.resolve("t.txt"), "a 10.0.0.1\n");
        try (FileTableSource source =
                FileTableSource.builder(file).every(LONGEST).open()) {
            Files.writeString(file, "a 10.0.0.1\nb 10.0.0.1\n");
            assertThat(source.reload().size()).isEqualTo(2);
        }
        for (Duration negative : NEGATIVE) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FileTableSource.builder(file).every(negative));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DirectoryTableSource.builder(directory).settle(negative));
        }
    }

    @Test
    void aFileThatHasToRestForEverWouldNeverBeRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileTableSource.builder(directory).settle(LONGEST))
                .withMessageContaining("expected at most a day");
    }

    @Test
    void aServerMayTakeForEverToAnswerAndToClose() throws Exception {
        Transport transport = servers.transport("nio");
        ResolverServer server = Servers.builder(transport, call -> {})
                .listen(Servers.ANY_PORT)
                .serving(ServingOptions.defaults().withTimeout(LONGEST))
                .build()
                .start();
        assertThat(server.grace()).isGreaterThan(Duration.ofDays(365));
        assertThat(server.awaitEmpty(LONGEST)).isTrue();
        assertThat(server.close(LONGEST)).isEqualTo(Shutdown.GRACEFUL);
        for (Duration negative : NEGATIVE) {
            assertThat(server.close(negative)).isEqualTo(Shutdown.GRACEFUL);
        }
    }
}
