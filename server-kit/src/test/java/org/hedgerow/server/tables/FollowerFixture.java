package org.hedgerow.server.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
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

/**
 * A follower on a file system in memory, whose times the tests set, and which has no more than those that POSIX does not have to
 * keep: a file can be changed so that nothing but its content shows it.
 */
abstract class FollowerFixture {
    static final Duration SETTLE = Duration.ofMillis(100);
    static final Duration EVERY = Duration.ofSeconds(1);

    final ManualLane lane = new ManualLane();
    final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
    final Path file = memory.getPath("/tables/ts1.txt");
    final Path other = memory.getPath("/tables/new");
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Set<Path> watched = Set.of();
    final FileFollower follower = new FileFollower(
            new Followed(FileSet.of(file), TableFileOptions.defaults(), Pace.STANDARD), lane, () -> now, this::watch);

    @BeforeEach
    final void writeOldTable() throws IOException {
        Files.createDirectory(file.getParent());
        write(file, "a 10.0.0.1");
        now = now.plusSeconds(3600);
    }

    @AfterEach
    final void closeAll() throws IOException {
        lane.run(follower::close);
        assertThat(lane.timers()).isZero();
        memory.close();
    }

    /** The file gets the time of the test, not that of the system. */
    final void write(Path to, String line) throws IOException {
        Files.write(to, (line + "\n").getBytes(UTF_8));
        Files.setLastModifiedTime(to, FileTime.from(now));
    }

    final void replace(String line) throws IOException {
        write(other, line);
        rename();
    }

    final void rename() throws IOException {
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    final void pass(Duration time) {
        now = now.plus(time);
        lane.advance(time);
    }

    final CompletableFuture<Table> ask() {
        CompletableFuture<Table> outcome = new CompletableFuture<>();
        lane.run(() -> follower.look(outcome));
        return outcome;
    }

    final void open() {
        assertThat(ask()).isCompleted();
    }

    final TableSwitch tables() {
        return Objects.requireNonNull(follower.tables());
    }

    final boolean has(String name) {
        return tables().current().find(Question.of(name)) instanceof Found;
    }

    final Optional<String> lastError() {
        return tables().health().lastError();
    }

    final boolean watch(Set<Path> directories) {
        boolean more = !watched.equals(directories);
        watched = directories;
        return more;
    }
}
