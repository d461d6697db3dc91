package org.hedgerow.samples.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hedgerow.Answer;
import org.hedgerow.Found;
import org.hedgerow.Question;
import org.hedgerow.remote.RemoteResolver;
import org.hedgerow.transport.Transport;
import org.hedgerow.wire.WireFormat;

/** The table that contenders are started with, and whether they know it. */
final class KnownNames {
    static final int NAMES = 10_000;

    private static final int AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KnownNames() {}

    static Path writeTable(Path directory) throws IOException {
        return Files.write(
                directory.resolve("table"),
                IntStream.range(0, NAMES)
                        .mapToObj(i -> name(i) + ' ' + address(i) + " A")
                        .toList());
    }

    static String name(int i) {
        return "Host" + i + ".example.com";
    }

    static String address(int i) {
        return "10.0." + (i >> 8) + '.' + (i & 0xFF);
    }

    static Answer ask(SocketAddress server, WireFormat wire, Question question) {
        try (Transport nio = Transport.named("nio");
                RemoteResolver resolver = RemoteResolver.of(nio, wire, server)) {
            return resolver.lookup(question, PATIENCE).join();
        }
    }

    /** Asks for many names of all over the table, all at once. */
    static void answersAreRight(SocketAddress server, WireFormat wire) {
        try (Transport nio = Transport.named("nio");
                RemoteResolver resolver = RemoteResolver.of(nio, wire, server)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < NAMES; i += NAMES / AT_ONCE) {
                answers.add(resolver.lookup(Question.of(name(i)), PATIENCE));
            }
            for (int i = 0; i < answers.size(); i++) {
                int number = i * (NAMES / AT_ONCE);
                assertThat(answers.get(i).join())
                        .as(name(number))
                        .isInstanceOfSatisfying(
                                Found.class,
                                found -> assertThat(found.first().data()).hasToString(address(number)));
            }
        }
    }
}
