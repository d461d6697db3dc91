package org.hedgerow.samples.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryTest {
    @Test
    void listNamesTheDesignsAndTheProgramsOfTheEdges() {
        Run run = Run.of("list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().stream().map(line -> line.split(" ")[0]))
                .containsExactly(
                        "process-per-connection",
                        "thread-per-connection",
                        "event-loop",
                        "event-loops",
                        "event-loops-reuseport",
                        "prethreaded-accept",
                        "prethreaded-handoff",
                        "prefork",
                        "prefork-accept",
                        "prefork-handoff",
                        "reset",
                        "sigpipe",
                        "self-pipe",
                        "signal-race",
                        "sendfile",
                        "send-70mb");
        assertThat(run.out()).allSatisfy(line -> assertThat(line).hasSizeBetween(40, 120));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "event-loop --help", "client --help", "compare -h", "send-70mb --help", "sink --help"})
    void everyCommandExplainsItselfAndTheExitCodes(String line) {
        Run run = Run.of(line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).first().asString().startsWith("Usage: gallery ");
        assertThat(run.out()).contains("  2   the command line is wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event-loop",
                "event-loop -p 65536",
                "event-loop -p 0 -n 0",
                "event-loop -p 0 --idle soon",
                "event-loop -p 0 --copy",
                "thread-per-connection -p 0 --threads green",
                "client -p 0",
                "client -p 1 -b 1073741825",
                "client -p 1 -c many",
                "compare --designs fork",
                "compare -c 1000 -t 1000",
                "send-70mb quickly -p 1",
                "sigpipe",
                "self-pipe -p 1",
                "no-such-design -p 0"
            })
    void aWrongCommandLineIsToldInOneLine(String line) {
        Run run = Run.of(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasSize(2);
        assertThat(run.err()).first().asString().startsWith("gallery: ");
        assertThat(run.err()).last().asString().startsWith("Try 'gallery");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event-loop",
                "event-loops-reuseport",
                "prethreaded-accept",
                "process-per-connection",
                "prefork",
                "prefork-accept",
                "prefork-handoff"
            })
    void aPortInUseIsToldInOneLine(String design) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = Run.of(design, "-p", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("gallery: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("in use");
        }
    }
}
