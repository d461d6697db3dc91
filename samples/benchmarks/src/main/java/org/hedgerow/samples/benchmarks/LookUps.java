package org.hedgerow.samples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.DomainName;
import org.hedgerow.record.RecordType;
import org.hedgerow.table.Table;

/** Asks a table for names in random order, which is what the caches of a processor like least. */
final class LookUps {
    private static final int QUESTIONS = 200_000;
    private static final int PASSES = 9;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Table table;
    private final TableZone zone;

    LookUps(Table table, TableZone zone) {
        this.table = table;
        this.zone = zone;
    }

    /** Puts what questions for names cost that are there, and that are not: processor time, and memory if they are there. */
    void measure(Sample sample) {
        Question[] present = questions(zone::present);
        sample.put("hit ns", nanos(present, QUESTIONS));
        sample.put("miss ns", nanos(questions(TableZone::missing), 0));
        long before = threads.getCurrentThreadAllocatedBytes();
        ask(present);
        sample.put("octets/hit", (double) (threads.getCurrentThreadAllocatedBytes() - before) / QUESTIONS);
    }

    private Question[] questions(IntFunction<DomainName> names) {
        Random random = new Random(1);
        return IntStream.range(0, QUESTIONS)
                .mapToObj(i -> Question.of(names.apply(random.nextInt(zone.records())), RecordType.A))
                .toArray(Question[]::new);
    }

    /** The median of several passes. */
    private double nanos(Question[] questions, int expected) {
        List<Double> passes = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            long before = threads.getCurrentThreadCpuTime();
            int found = ask(questions);
            passes.add((double) (threads.getCurrentThreadCpuTime() - before) / QUESTIONS);
            if (found != expected) {
                throw new IllegalStateException("expected " + expected + " names, found " + found);
            }
        }
        return Spread.of(passes).median();
    }

    private int ask(Question[] questions) {
        int found = 0;
        for (Question each : questions) {
            if (table.find(each) instanceof Found) {
                found++;
            }
        }
        return found;
    }
}
