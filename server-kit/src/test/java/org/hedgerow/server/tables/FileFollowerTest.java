package org.hedgerow.server.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.table.Table;
import org.hedgerow.testkit.ManualLane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On a file system in memory, whose times the tests set, and which has no more than those that POSIX does not have to keep: a
 * file can be changed so that nothing but its content shows it.
 */
class FileFollowerTest {
    private static final Duration SETTLE = Duration.ofMillis(100);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ManualLane lane = new ManualLane();
    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
    private final Path file = memory.getPath("/tables/ts1.txt");
    private final Path other = memory.getPath("/tables/new");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Set<Path> watched = Set.of();
    private final FileFollower follower = new FileFollower(
            new Followed(FileSet.of(file), TableFileOptions.defaults(), Pace.STANDARD), lane, () -> now, this::watch);

    @BeforeEach
    void writeOldTable() throws IOException {
        Files.createDirectory(file.getParent());
        write(file, "a 10.0.0.1");
        now = now.plusSeconds(3600);
    }

    @AfterEach
    void closeAll() throws IOException {
        lane.run(follower::close);
        assertThat(lane.timers()).isZero();
        memory.close();
    }

    /** The file gets the time of the test, not that of the system. */
    private void write(Path to, String line) throws IOException {
        Files.write(to, (line + "\n").getBytes(UTF_8));
        Files.setLastModifiedTime(to, FileTime.from(now));
    }

    private void replace(String line) throws IOException {
        write(other, line);
        rename();
    }

    private void rename() throws IOException {
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        lane.advance(time);
    }

    private CompletableFuture<Table> ask() {
        CompletableFuture<Table> outcome = new CompletableFuture<>();
        lane.run(() -> follower.look(outcome));
        return outcome;
    }

    private void open() {
        assertThat(ask()).isCompleted();
    }

    private TableSwitch tables() {
        return Objects.requireNonNull(follower.tables());
    }

    private boolean has(String name) {
        return tables().current().find(Question.of(name)) instanceof Found;
    }

    private Optional<String> lastError() {
        return tables().health().lastError();
    }

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

    @Test
    void aFileThatIsWrittenInPieceByPieceIsReadOnceItIsWhole() throws IOException {
        open();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            text.append("n").append(i).append(" 10.0.0.").append(i).append('\n');
            write(file, text + "half");
            pass(SETTLE.dividedBy(2));
            assertThat(tables().health().generation()).isEqualTo(1);
            assertThat(lastError()).isEmpty();
        }
        write(file, text.toString());
        pass(EVERY);
        assertThat(has("n49")).isTrue();
        assertThat(tables().health().generation()).isEqualTo(2);
    }

    @Test
    void aFileThatOthersReplaceAllTheTimeIsTakenNowAndThen() throws IOException {
        open();
        for (int i = 0; i < 100; i++) {
            replace("n" + i + " 10.0.0.1");
            pass(SETTLE.dividedBy(4));
            assertThat(lastError()).isEmpty();
        }
        assertThat(tables().health().generation()).isBetween(5L, 30L);
        pass(EVERY);
        assertThat(has("n99")).isTrue();
    }

    @Test
    void aFileThatIsRewrittenInPlaceAllTheTimeIsTakenWhenThatEnds() throws IOException {
        open();
        for (int i = 0; i < 100; i++) {
            write(file, "n" + i + " 10.0.0.1");
            pass(SETTLE.dividedBy(4));
        }
        assertThat(tables().health().generation()).isEqualTo(1);
        pass(EVERY);
        assertThat(has("n99")).isTrue();
        assertThat(tables().health().generation()).isEqualTo(2);
    }

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

    @Test
    void aFileThatIsGoneForAMomentIsNoTrouble() throws IOException {
        open();
        for (int i = 0; i < 20; i++) {
            Files.delete(file);
            pass(SETTLE.dividedBy(2));
            write(file, "n" + i + " 10.0.0.1");
            pass(SETTLE.dividedBy(2));
            assertThat(lastError()).isEmpty();
        }
        pass(EVERY);
        assertThat(has("n19")).isTrue();
    }

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

    private boolean watch(Set<Path> directories) {
        boolean more = !watched.equals(directories);
        watched = directories;
        return more;
    }

    @Test
    void whoAsksWhileAFileIsReplacedAllTheTimeGetsAVersionOfNow() throws IOException {
        open();
        for (int i = 0; i < 10; i++) {
            replace("n" + i + " 10.0.0.1");
            pass(SETTLE.dividedBy(4));
        }
        CompletableFuture<Table> outcome = ask();
        int asked = 10;
        for (int i = asked; !outcome.isDone(); i++) {
            assertThat(i).isLessThan(40);
            replace("n" + i + " 10.0.0.1");
            pass(SETTLE.dividedBy(4));
        }
        assertThat(outcome).isCompleted();
        assertThat(has("n8")).isFalse();
    }

    @Test
    void whatIsClosedTellsWhoWaits() throws IOException {
        write(file, "b 10.0.0.1");
        CompletableFuture<Table> outcome = ask();
        lane.run(follower::close);
        assertThat(outcome).isCompletedExceptionally();
    }
}
