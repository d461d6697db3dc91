package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hedgerow.samples.support.Needed;
import org.hedgerow.testkit.RawClient;
import org.hedgerow.transport.ConcurrencyModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The replies to what one read has brought leave in one write, as with TCP_CORK; counted by the system, on Linux. */
class GatheringIT extends ProgramFixture {
    private static final int ROUNDS = 50;
    private static final int QUERIES = 100;
    private static final String QUESTION = "amazon.com\n";
    private static final String REPLY = "amazon.com 94.5.6.7 A IN\n";

    @ParameterizedTest
    @EnumSource
    void theRepliesOfOneReadLeaveInOneWrite(ConcurrencyModel model) throws Exception {
        JarProcess ts = processes.ts(0, REPLY.replace(" IN", ""), "--concurrency", model.text());
        RawClient client = processes.client(ts);
        ask(client);
        ask(client); // by now all that is written once is written
        long before = writes(ts);
        for (int i = 0; i < ROUNDS; i++) {
            ask(client);
        }
        long writes = writes(ts) - before;
        assertThat(writes)
                .as("writes for %s times %s replies; a few more where a read brought a part only", ROUNDS, QUERIES)
                .isBetween((long) ROUNDS, 2L * ROUNDS);
    }

    private static void ask(RawClient client) throws IOException {
        client.send(QUESTION.repeat(QUERIES));
        assertThat(client.read(REPLY.length() * QUERIES)).isEqualTo(REPLY.repeat(QUERIES));
    }

    /** How often the process has called write and its kin. */
    private static long writes(JarProcess server) throws IOException {
        Path counts = Path.of("/proc", Long.toString(server.handle().pid()), "io");
        Needed.that(Files.isReadable(counts), counts + ", which counts calls, cannot be read: run as the same user");
        return Files.readAllLines(counts).stream()
                .filter(line -> line.startsWith("syscw: "))
                .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
                .sum();
    }
}
