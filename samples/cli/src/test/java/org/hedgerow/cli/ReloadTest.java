package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.SwitchListener;
import org.hedgerow.table.Table;
import org.hedgerow.table.TableHealth;
import org.junit.jupiter.api.Test;

/** Orders to reload while a load takes its time. */
class ReloadTest {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final LiveTableSource slow = new LiveTableSource() {
        @Override
        public Table current() {
            return Table.of(List.of());
        }

        @Override
        public TableHealth health() {
            return new TableHealth(1, 0, Duration.ZERO, Optional.empty());
        }

        @Override
        public void onSwitch(SwitchListener listener) {}

        @Override
        public Table reload() {
            begun.release();
            mayEnd.acquireUninterruptibly();
            return current();
        }

        @Override
        public void close() {}
    };
    private final Runnable reload = Reload.of(new ServedTables(slow, Map.of("slow", slow)));

    @Test
    void noneWaitsForTheLoadAndAllThatComeMeanwhileMakeOneMore() {
        reload.run();
        begun.acquireUninterruptibly();
        reload.run();
        reload.run();
        assertThat(begun.availablePermits()).isZero();
        mayEnd.release();
        begun.acquireUninterruptibly();
        mayEnd.release();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("hedgerow-reload")));
        assertThat(begun.availablePermits()).isZero();

        reload.run();
        begun.acquireUninterruptibly();
        mayEnd.release();
    }
}
