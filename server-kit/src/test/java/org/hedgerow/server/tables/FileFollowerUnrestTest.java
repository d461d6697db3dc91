package org.hedgerow.server.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.hedgerow.table.Table;
import org.junit.jupiter.api.Test;

/** Files that do not come to rest. */
class FileFollowerUnrestTest extends FollowerFixture {
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
}
