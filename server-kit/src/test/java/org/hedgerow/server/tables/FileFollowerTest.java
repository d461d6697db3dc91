package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

/** When files are looked at, and read. */
class FileFollowerTest extends FollowerFixture {
    @Test
    void anOldFileIsReadAtOnce() {
        open();
        assertThat(has("a")).isTrue();
        assertThat(tables().health().generation()).isEqualTo(1);
        assertThat(watched).containsExactly(file.getParent());
    }

    @Test
    void aFileThatHasJustBeenWrittenIsReadOnceItIsAtRest() throws IOException {
        write(file, "b 10.0.0.1");
        CompletableFuture<Table> outcome = ask();
        pass(SETTLE.minusMillis(1));
        assertThat(outcome).isNotDone();
        pass(Duration.ofMillis(1));
        assertThat(outcome).isCompleted();
        assertThat(has("b")).isTrue();
    }

    @Test
    void aChangeIsSeenAtTheNextLookAndTakenOnceTheFileIsAtRest() throws IOException {
        open();
        write(file, "b 10.0.0.1");
        pass(EVERY);
        assertThat(has("a")).isTrue();
        pass(SETTLE);
        assertThat(has("b")).isTrue();
        assertThat(tables().health().generation()).isEqualTo(2);
    }

    @Test
    void anEventMakesTheNextLookComeSooner() throws IOException {
        open();
        pass(SETTLE);
        write(file, "b 10.0.0.1");
        lane.run(follower::onEvent);
        pass(SETTLE);
        assertThat(has("b")).isTrue();
    }

    @Test
    void manyEventsMakeForNoMoreLooksThanOneInASettleTime() throws IOException {
        open();
        for (int i = 0; i < 1_000; i++) {
            lane.run(follower::onEvent);
            assertThat(lane.timers()).isEqualTo(1);
        }
        assertThat(tables().health().age()).isZero();
        pass(SETTLE.minusMillis(1));
        assertThat(tables().health().age()).isEqualTo(SETTLE.minusMillis(1)); // none until then
        pass(Duration.ofMillis(1));
        assertThat(tables().health().age()).isZero();
    }

    /** Nothing tells of a change that came between the reading and the watch. */
    @Test
    void aDirectoryThatIsWatchedSinceItsFileWasReadIsLookedAtSoon() throws IOException {
        Path part = file.resolveSibling("parts").resolve("part.zone");
        Files.createDirectory(part.getParent());
        write(part, "b 60 IN A 10.0.0.2");
        write(file, "$ORIGIN .\n$INCLUDE parts/part.zone");
        now = now.plusSeconds(3600);
        Followed both =
                new Followed(FileSet.of(file), TableFileOptions.defaults().withIncludes(true), Pace.STANDARD);
        FileFollower including = new FileFollower(both, lane, () -> now, this::watch);
        lane.run(() -> including.look(new CompletableFuture<>()));
        TableSwitch tables = Objects.requireNonNull(including.tables());
        assertThat(tables.current().find(Question.of("b"))).isInstanceOf(Found.class);
        assertThat(watched).containsExactlyInAnyOrder(file.getParent(), part.getParent());
        write(part, "c 60 IN A 10.0.0.2");
        pass(SETTLE);
        pass(SETTLE);
        assertThat(tables.current().find(Question.of("c"))).isInstanceOf(Found.class);
        lane.run(including::close);
    }

    @Test
    void whatIsClosedTellsWhoWaits() throws IOException {
        write(file, "b 10.0.0.1");
        CompletableFuture<Table> outcome = ask();
        lane.run(follower::close);
        assertThat(outcome).isCompletedExceptionally();
    }
}
