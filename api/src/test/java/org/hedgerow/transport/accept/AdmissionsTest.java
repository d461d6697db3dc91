package org.hedgerow.transport.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionsTest {
    private final Admissions admissions = new Admissions(1, 2);
    private final AtomicInteger retries = new AtomicInteger();

    @Test
    void whoFindsNoPlaceIsToldOnceWhenThereIsOne() {
        assertThat(admissions.tryPlace(retries::incrementAndGet)).isTrue();
        assertThat(admissions.tryPlace(retries::incrementAndGet)).isFalse();
        assertThat(admissions.tryPlace(retries::incrementAndGet)).isFalse();
        assertThat(retries).hasValue(0);

        admissions.returnPlace();

        // All of them: the first to be told may have nobody to take in.
        assertThat(retries).hasValue(2);
        admissions.returnPlace();
        assertThat(retries).hasValue(2);
    }

    @Test
    void connectionsAreCountedWhileTheyLastAndByWorker() throws InterruptedException {
        assertThat(admissions.awaitPlace()).isTrue();
        admissions.admitted(1);
        assertThat(admissions.open()).isEqualTo(1);
        assertThat(admissions.awaitEmpty(Duration.ZERO)).isFalse();

        admissions.gone(true);

        assertThat(admissions.open()).isZero();
        assertThat(admissions.awaitEmpty(Duration.ZERO)).isTrue();
        assertThat(admissions.accepted()).isEqualTo(1);
        assertThat(admissions.acceptedByWorker()).containsExactly(0L, 1L);
        assertThat(admissions.failed()).isEqualTo(1);
        assertThat(admissions.awaitPlace()).isTrue();
    }

    @Test
    void whoWaitsForAPlaceGetsTheNextOne() throws Exception {
        admissions.awaitPlace();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(admissions::awaitPlace);
        admissions.returnPlace();
        assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whenItIsClosedNobodyWaitsOrIsLetIn() throws Exception {
        admissions.awaitPlace();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(admissions::awaitPlace);
        assertThat(admissions.tryPlace(retries::incrementAndGet)).isFalse();

        admissions.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
        admissions.returnPlace();
        assertThat(admissions.tryPlace(retries::incrementAndGet)).isFalse();
        assertThat(admissions.awaitPlace()).isFalse();
        assertThat(retries).hasValue(0);
    }
}
