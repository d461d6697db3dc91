package org.hedgerow.samples.benchmarks.codec;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.table.Table;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A look-up alone, for questions that are there already, in random order. */
@State(Scope.Thread)
public class TableFinding {
    private static final int MOST_QUESTIONS = 1 << 17;

    /** How many there are in the table. */
    @Param({"1000", "100000", "1000000"})
    public int names;

    private Table table = Table.of(List.of());
    private Question[] present = {};
    private Question[] missing = {};
    private int next;

    /** Asks every question once, for an answer is made when it is asked for first, and kept. */
    @Setup
    public void prepare() {
        table = Names.table(names);
        present = questions(Names::present);
        missing = questions(Names::missing);
        for (int i = 0; i < present.length; i++) {
            if (!(hit() instanceof Found) || miss() instanceof Found) {
                throw new IllegalStateException("expected to find " + present[i] + " and not " + missing[i]);
            }
        }
    }

    private Question[] questions(IntFunction<String> name) {
        return new Random(1)
                .ints(Math.min(names, MOST_QUESTIONS), 0, names)
                .mapToObj(name)
                .map(Names::question)
                .toArray(Question[]::new);
    }

    /** A name that the table has. */
    @Benchmark
    public Answer hit() {
        return table.find(present[step()]);
    }

    /** A name that it does not have. */
    @Benchmark
    public Answer miss() {
        return table.find(missing[step()]);
    }

    private int step() {
        int step = next;
        next = step + 1 == present.length ? 0 : step + 1;
        return step;
    }
}
