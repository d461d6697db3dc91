package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
    private final List<String> order = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void forget() {
        order.clear();
    }

    @Test
    void runsContendersInTurn() throws Exception {
        rows(2, new Fake("a", 1), new Fake("b", 2));
        assertThat(order).containsExactly("a", "b", "a", "b");
    }

    @Test
    void setsEachAgainstItsReferenceOfTheSameRound() throws Exception {
        List<Row> rows = rows(3, new Fake("a", 10), new Fake("b", 20), new Fake("c", 60, Optional.of("b")));
        assertThat(rows).extracting(Row::reference).containsExactly("", "a", "b");
        assertThat(rows.get(0).ratios()).isEmpty();
        assertThat(rows.get(1).ratios().get("x").median()).isEqualTo(2);
        assertThat(rows.get(2).ratios().get("x").median()).isEqualTo(3);
    }

    @Test
    void hasNoRatioWithoutTheReference() throws Exception {
        List<Row> rows = rows(1, new Fake("a", -1), new Fake("b", 20));
        assertThat(rows.get(0).note()).isEqualTo("a does not work");
        assertThat(rows.get(1).values()).containsKey("x");
        assertThat(rows.get(1).ratios()).isEmpty();
    }

    @Test
    void triesWhatHasFailedNoMore() throws Exception {
        rows(3, new Fake("a", -1));
        assertThat(order).containsExactly("a");
    }

    @Test
    void handsOnWhatThereIsToSay() throws Exception {
        assertThat(rows(2, new Fake("a", 1)).get(0).note()).isEqualTo("a ran");
    }

    private List<Row> rows(int rounds, Fake... contenders) throws Exception {
        return new Rounds<String>(List.of(contenders), rounds, new QuietMachine(0), new PrintWriter(new StringWriter()))
                .run("work", "load", directory);
    }

    private final class Fake implements Contender<String> {
        private final String name;
        private final double value;
        private final Optional<String> reference;

        Fake(String name, double value) {
            this(name, value, Optional.empty());
        }

        Fake(String name, double value, Optional<String> reference) {
            this.name = name;
            this.value = value;
            this.reference = reference;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> reference() {
            return reference;
        }

        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public Sample run(String work, Path own) throws ContenderException {
            order.add(name);
            if (value < 0) {
                throw new ContenderException(name + " does not work");
            }
            return new Sample().put("x", value).note(name + " ran");
        }
    }
}
