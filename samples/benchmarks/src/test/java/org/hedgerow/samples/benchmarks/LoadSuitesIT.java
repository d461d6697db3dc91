package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the packaged suites for a moment, so that they go on working; what they measure then means little. */
class LoadSuitesIT {
    private static final List<String> BRIEF =
            List.of("--rounds=1", "--seconds=0.2", "--warmup=0.1", "--quiet=0", "--records=500");
    private static final String[] OF_QUERIES = {
        "queries/s", "p50 us", "p99 us", "p999 us", "CPU us/query", "packets/query", "resident MiB"
    };
    private static final List<String> EXCUSES = List.of("not installed", "no JDK 25");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ts-udp", "rs-udp --upstreams=3", "rs-line --connections=16 --pipeline=1"})
    void measuresAllContenders(String command) throws Exception {
        Report report = run(command);
        check(report, OF_QUERIES);
        assertThat(row(report, "Hedgerow nio, JDK 17").values()).containsKey("octets/query");
    }

    /** The suite's reference is the first row; virtual threads have one of their own. */
    @Test
    void namesTheReferenceOfEachRatio() throws Exception {
        Report report = run("ts-line --connections=16 --pipeline=8");
        check(report, OF_QUERIES);
        Row bare = row(report, "bare virtual threads, JDK 25");
        assertThat(bare.reference()).isEqualTo("C, epoll");
        assertThat(row(report, "Hedgerow virtual threads, JDK 25").reference()).isEqualTo(bare.contender());
        assertThat(report.lines()).anyMatch(line -> line.contains("times C, epoll (Hedgerow virtual threads, JDK 25"));
    }

    @Test
    void anotherContenderMayBeTheReference() throws Exception {
        Report report = run("ts-line --only=C --reference=naive --connections=4 --pipeline=1");
        assertThat(report.rows()).first().extracting(Row::contender).isEqualTo("naive selector, JDK 17");
        assertThat(row(report, "C, epoll").reference()).isEqualTo("naive selector, JDK 17");
        assertThat(Jar.run(2, "ts-line", "--reference=nobody").errors())
                .contains("--reference: expected one of [C, epoll");
    }

    @Test
    void measuresConnections() throws Exception {
        check(run("connect"), "connections/s", "p50 us", "CPU us/connection", "packets/connection", "resident MiB");
    }

    @Test
    void measuresIdleConnections() throws Exception {
        Report report = run("idle --connections=200");
        check(report, "KiB/connection", "resident MiB before", "resident MiB with all");
        assertThat(report.rows()).allMatch(row -> row.load().startsWith("200 idle connections"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ts-udp --rate=2000 --only=nio",
                "ts-line --load-percent=50 --connections=4 --pipeline=4 --only=nio"
            })
    void asksAtARate(String command) throws Exception {
        check(run(command), "asked/s", "queries/s", "p999 us", "CPU us/query");
    }

    /** Where the machine's firewall has no say. */
    @Test
    void measuresInANetworkOfItsOwn() throws Exception {
        String network = run("ts-line --only=naive --connections=4").machine().get("network");
        if (Boolean.getBoolean("hedgerow.peers.required") || !network.startsWith("the machine's")) {
            assertThat(network).isEqualTo("a namespace of its own");
        }
        assertThat(run("ts-line --only=naive --connections=4 --shared-network").machine())
                .containsEntry("network", "the machine's");
    }

    @Test
    void leavesNoServerBehindWhenItIsEnded() throws Exception {
        Process program = Jar.start("ts-line", "--only=naive", "--seconds=600", "--quiet=0");
        List<ProcessHandle> others = new ArrayList<>();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> program.descendants().anyMatch(each -> isLoad(each)));
            program.descendants().forEach(others::add);
            program.destroy();
            program.waitFor();
            for (ProcessHandle other : others) {
                other.onExit().get(30, TimeUnit.SECONDS);
            }
        } finally {
            program.destroy();
            others.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean isLoad(ProcessHandle process) {
        return process.info().command().filter(path -> path.endsWith("/load")).isPresent();
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        assertThat(Jar.run(2, "ts-udp", "--rounds=0").errors()).contains("--rounds: expected a number from 1 to 1000");
        assertThat(Jar.run(2, "connect", "--rate=5").errors()).contains("connect has no open loop");
    }

    private Report run(String command) throws Exception {
        String[] words = command.split(" ");
        Stream<String> arguments = Stream.of(Arrays.stream(words), BRIEF.stream(), Stream.of("--save=" + directory))
                .flatMap(each -> each);
        String printed = Jar.run(arguments.toArray(String[]::new));
        Path plot = directory.resolve(words[0] + ".svg");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(plot.toFile());
        Path json = directory.resolve(words[0] + ".json");
        assertThat(Jar.run("show", json.toString())).isEqualTo(printed);
        assertThat(Files.size(json)).isPositive();
        return Report.read(json);
    }

    /** That each has been measured, but for those that may be missing where not all have to be there. */
    private static void check(Report report, String... titles) {
        SoftAssertions all = new SoftAssertions();
        for (Row row : report.rows()) {
            boolean excused = EXCUSES.stream().anyMatch(row.note()::startsWith)
                    && !(Boolean.getBoolean("hedgerow.peers.required")
                            && row.note().startsWith("not installed"));
            if (!excused) {
                all.assertThat(row.values())
                        .as(row.contender() + ": " + row.note())
                        .containsKeys(titles);
            }
        }
        all.assertAll();
    }

    private static Row row(Report report, String contender) {
        return report.rows().stream()
                .filter(row -> row.contender().equals(contender))
                .findFirst()
                .orElseThrow();
    }
}
