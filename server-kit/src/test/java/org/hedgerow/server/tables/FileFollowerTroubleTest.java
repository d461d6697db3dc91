package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

/** Files that make no table. */
class FileFollowerTroubleTest extends FollowerFixture {
    @Test
    void aFileThatIsGoneLeavesTheTableInUseAndComesBack() throws IOException {
        open();
        Files.delete(file);
        pass(EVERY.plus(SETTLE));
        assertThat(lastError()).hasValue("cannot read /tables/ts1.txt: no such file or directory");
        assertThat(has("a")).isTrue();
        assertThat(ask()).isCompletedExceptionally();
        pass(EVERY.multipliedBy(10));
        assertThat(tables().health().age()).isGreaterThanOrEqualTo(EVERY.multipliedBy(10));

        write(file, "a 10.0.0.1");
        pass(EVERY.plus(SETTLE));
        assertThat(lastError()).isEmpty();
        assertThat(tables().health().age()).isLessThan(EVERY);
    }

    @Test
    void aBadFileLeavesTheTableInUseUntilItIsMended() throws IOException {
        open();
        write(file, "b 10.0.0.1\nc 10.0.0\nd x");
        pass(EVERY.plus(SETTLE));
        assertThat(lastError())
                .hasValue("/tables/ts1.txt:2: expected an IPv4 or IPv6 address, found \"10.0.0\" (and 1 more)");
        assertThat(has("a")).isTrue();
        pass(Duration.ofMinutes(3));
        assertThat(lastError()).isPresent();
        write(file, "b 10.0.0.1");
        pass(EVERY.plus(SETTLE));
        assertThat(lastError()).isEmpty();
        assertThat(has("b")).isTrue();
    }

    @Test
    void aFileThatHasBeenEmptiedIsNoTableButOneWithACommentIs() throws IOException {
        open();
        Files.write(file, new byte[0]);
        pass(EVERY.plus(SETTLE));
        assertThat(has("a")).isTrue();
        assertThat(lastError())
                .hasValue("/tables/ts1.txt: expected records, found nothing at all; a comment makes an empty table");
        write(file, "# nobody");
        pass(EVERY.plus(SETTLE));
        assertThat(lastError()).isEmpty();
        assertThat(tables().current().size()).isZero();
    }

    @Test
    void aTableMayBeginEmpty() throws IOException {
        Files.write(file, new byte[0]);
        Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(10)));
        open();
        assertThat(tables().current().size()).isZero();
    }

    @Test
    void whatIsNotThereIsToldAtOnce() throws IOException {
        Files.delete(file);
        CompletableFuture<Table> outcome = ask();
        assertThat(outcome).isCompletedExceptionally();
        assertThat(outcome.handle((table, failure) -> failure).join()).isInstanceOf(NoSuchFileException.class);
        assertThat(follower.tables()).isNull();
    }
}
