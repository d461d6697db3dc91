package org.hedgerow.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hedgerow.table.Tables.question;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.record.ResourceRecord;
import org.junit.jupiter.api.Test;

/** What is found costs no memory, so that nothing has to be collected however much is asked. */
class FindAllocationTest {
    private static final int FINDS = 10_000;
    private static final int ROUNDS = 20;

    @Test
    void whatIsFoundAllocatesNothing() {
        List<ResourceRecord> records = new ArrayList<>();
        records.add(Tables.record("example. 60 SOA ns. who. 1 2 3 4 60"));
        records.add(Tables.record("alias.example. 60 CNAME host7.example."));
        records.add(Tables.record("*.wild.example. 60 A 192.0.2.1"));
        for (int i = 0; i < 1_000; i++) {
            records.add(Tables.record("host" + i + ".example. 60 A 192.0.2.1"));
            records.add(Tables.record("host" + i + ".example. 60 MX 10 mx.example."));
        }
        Table table = Table.of(records);
        Question[] questions = {
            question("host1.example A"),
            question("HOST2.example MX"),
            question("host3.example ANY"),
            question("alias.example A"),
            question("alias.example ANY"),
            question("*.wild.example A"),
        };
        // The first rounds are those of a compiler that does not know yet what is asked.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, allocated(table, questions));
        }
        assertThat((double) least / FINDS).as("octets for each find").isLessThan(1);
    }

    private static long allocated(Table table, Question[] questions) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FINDS; i++) {
            Answer answer = table.find(questions[i % questions.length]);
            if (!(answer instanceof Found)) {
                throw new AssertionError(answer);
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
