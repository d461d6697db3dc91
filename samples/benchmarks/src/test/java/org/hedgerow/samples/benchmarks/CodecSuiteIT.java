package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged suite for moments, so that it goes on working; of what it measures then only the memory means something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodecSuiteIT {
    private final Path json;
    private final String printed;

    CodecSuiteIT(@TempDir Path directory) throws Exception {
        json = directory.resolve("saved/codec.json");
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("benchmarks.jar"),
                        "codec",
                        "--rounds=1",
                        "--seconds=0.05",
                        "--in-process",
                        "--save=" + json.getParent())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(errors)).isZero();
        printed = Files.readString(output);
    }

    @Test
    void measuresEveryPart() throws IOException {
        List<Row> rows = Report.read(json).rows();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.values()).containsOnlyKeys("ns/op", "octets/op");
            assertThat(row.values().get("ns/op").median()).as(row.load()).isPositive();
        });
        assertThat(rows)
                .extracting(Row::load)
                .contains(
                        "DNS query to reply, hit, 1 name",
                        "DNS query to reply, hit, 10 000 names",
                        "DNS query to reply, miss, 10 000 names",
                        "DNS question to query, reply to answer",
                        "lines to replies, 1 line",
                        "lines to replies, 32 lines",
                        "table, hit, 1 000 000 names",
                        "table, miss, 1 000 000 names",
                        "fan-out, 2 upstreams",
                        "fan-out, 8 upstreams",
                        "fan-out, 64 upstreams");
        assertThat(printed).contains("| fan-out, 64 upstreams ");
    }

    @Test
    void setsOthersBesideHedgerow() throws IOException {
        List<Row> others = Report.read(json).rows().stream()
                .filter(row -> !row.contender().equals("Hedgerow"))
                .toList();
        assertThat(others).extracting(Row::contender).containsOnly("Netty codec-dns", "dnsjava");
        assertThat(others).allSatisfy(row -> assertThat(row.ratios()).containsOnlyKeys("ns/op", "octets/op"));
    }

    @Test
    void tellsAllocatedMemory() throws IOException {
        assertThat(octets("table, hit, 1 000 names")).isLessThan(1);
        assertThat(octets("fan-out, 64 upstreams")).isGreaterThan(octets("fan-out, 8 upstreams"));
    }

    private double octets(String load) throws IOException {
        return Report.read(json).rows().stream()
                .filter(row -> row.load().equals(load))
                .findFirst()
                .orElseThrow()
                .values()
                .get("octets/op")
                .median();
    }
}
