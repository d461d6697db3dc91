package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

/** What the times of files show, and what they do not. */
class FileFollowerTimesTest extends FollowerFixture {
    @Test
    void aChangeThatTheTimesOfAFreshFileDoNotShowIsFoundWithinSeconds() throws IOException {
        write(file, "a 10.0.0.1");
        FileTime time = Files.getLastModifiedTime(file);
        ask();
        pass(SETTLE);
        assertThat(has("a")).isTrue();

        write(file, "b 10.0.0.1");
        Files.setLastModifiedTime(file, time);
        pass(EVERY);
        assertThat(has("b")).isTrue();
    }

    @Test
    void aChangeThatTheTimesOfAnOldFileDoNotShowIsFoundWithinAMinute() throws IOException {
        open();
        pass(Duration.ofSeconds(10));
        FileTime time = Files.getLastModifiedTime(file);
        write(file, "b 10.0.0.1");
        Files.setLastModifiedTime(file, time);
        pass(Duration.ofSeconds(45));
        assertThat(has("a")).isTrue(); // not read each second
        pass(Duration.ofSeconds(6));
        assertThat(has("b")).isTrue();
    }

    @Test
    void whoAsksIsToldEvenOfWhatTheTimesDoNotShow() throws IOException {
        open();
        pass(Duration.ofSeconds(10));
        FileTime time = Files.getLastModifiedTime(file);
        write(file, "b 10.0.0.1");
        Files.setLastModifiedTime(file, time);
        assertThat(ask()).isCompletedWithValueMatching(table -> table == tables().current());
        assertThat(has("b")).isTrue();
    }

    @Test
    void aFileThatWasOnlyTouchedLeavesTheTableInUse() throws IOException {
        open();
        Table before = tables().current();
        write(file, "a 10.0.0.1");
        pass(EVERY.plus(SETTLE));
        assertThat(tables().current()).isSameAs(before);
        assertThat(ask()).isCompletedWithValue(before);
        assertThat(tables().health().generation()).isEqualTo(1);
    }

    @Test
    void aTimeInTheFutureIsATimeLikeOthers() throws IOException {
        now = now.plusSeconds(7200);
        write(file, "b 10.0.0.1");
        now = now.minusSeconds(7200);
        CompletableFuture<Table> outcome = ask();
        pass(SETTLE);
        assertThat(outcome).isCompleted();

        FileTime time = Files.getLastModifiedTime(file);
        pass(Duration.ofSeconds(10));
        write(file, "c 10.0.0.1");
        Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusSeconds(1)));
        pass(EVERY.plus(SETTLE));
        assertThat(has("c")).isTrue();
    }

    @Test
    void aClockThatJumpsMakesNoFileOldThatIsBeingWritten() throws IOException {
        open();
        write(file, "b 10.0.0.1\nha");
        now = now.plusSeconds(86_400);
        pass(EVERY);
        assertThat(lastError()).isEmpty();
        write(file, "b 10.0.0.1");
        pass(SETTLE.plus(SETTLE));
        assertThat(has("b")).isTrue();
        now = now.minusSeconds(864_000);
        write(file, "c 10.0.0.1");
        pass(EVERY.plus(SETTLE));
        assertThat(has("c")).isTrue();
    }
}
