package org.hedgerow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hedgerow.testkit.RawClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients as people write them, each with another idea of where a message ends: all get every answer, in order. */
class ClientShapesIT extends ProgramFixture {
    private static final int MANY = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking"})
    void allGetEveryAnswerInOrder(String transport) throws Exception {
        JarProcess ts1 = processes.ts(0, table(0), "--transport", transport);
        JarProcess ts2 = processes.ts(0, table(1), "--transport", transport);
        JarProcess rs = processes.rs(List.of(ts1.port(), ts2.port()), "--timeout", "1s", "--transport", transport);

        bareNamesInLockstep(processes.client(rs));
        carriageReturnAndLineFeed(processes.client(rs));
        pipelinedWithoutReading(processes.client(rs));
    }

    /** sock.send(name); sock.recv(256) */
    private static void bareNamesInLockstep(RawClient client) throws Exception {
        for (int i = 0; i < 20; i++) {
            client.send("NAME" + i + ".example");
            assertThat(client.readAvailable(256)).isEqualTo(reply(i));
        }
        client.send("nothinghere.com");
        assertThat(client.readAvailable(256)).isEqualTo("nothinghere.com - TIMED OUT");
        client.send("name7.example");
        assertThat(client.readAvailable(256)).isEqualTo(reply(7));
    }

    private static void carriageReturnAndLineFeed(RawClient client) throws Exception {
        client.send("name0.example\r\nnothinghere.com\r\nname1.example\r\n");
        String replies = reply(0) + "\r\nnothinghere.com - TIMED OUT\r\n" + reply(1) + "\r\n";
        assertThat(client.read(replies.length())).isEqualTo(replies);
    }

    private static void pipelinedWithoutReading(RawClient client) throws Exception {
        client.send(lines(i -> isMissing(i) ? "missing" + i + ".example" : "name" + i + ".example"));
        client.shutdownOutput();
        assertThat(client.readToEnd())
                .isEqualTo(lines(i -> isMissing(i) ? "missing" + i + ".example - TIMED OUT" : reply(i)));
    }

    private static boolean isMissing(int number) {
        return number % 5000 == 1;
    }

    /** Every other name. */
    private static String table(int first) {
        return IntStream.range(0, MANY)
                .filter(i -> i % 2 == first)
                .mapToObj(i -> "name" + i + ".example " + address(i) + " A\n")
                .collect(Collectors.joining());
    }

    private static String reply(int number) {
        return "name" + number + ".example " + address(number) + " A IN";
    }

    private static String address(int number) {
        return "10.0." + number / 256 + "." + number % 256;
    }

    private static String lines(IntFunction<String> line) {
        return IntStream.range(0, MANY).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }
}
