package org.hedgerow.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the packaged suite with few records, so that it goes on working; what it measures then means little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableSuiteIT {
    private static final int RECORDS = 100_000;

    private final Path json;
    private final String printed;

    TableSuiteIT(@TempDir Path directory) throws Exception {
        json = directory.resolve("table.json");
        printed = Jar.run(
                "table", "--records=" + RECORDS, "--rounds=1", "--quiet=0", "--heap=256m", "--mixed", "--json=" + json);
    }

    @Test
    void measuresHedgerow() throws IOException {
        Row row = row("Hedgerow (-Xmx256m)");
        assertThat(row.note()).isEmpty();
        assertThat(row.values()).containsKeys("first answer s", "CPU s", "load s", "load CPU s", "hit ns", "miss ns");
        assertThat(row.values().get("octets/hit").median()).isLessThan(1);
        assertThat(row.values().get("beyond the file").median()).isLessThanOrEqualTo(100);
        assertThat(row.ratios()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NSD", "Unbound"})
    void measuresOthersBesideIt(String name) throws IOException {
        Row row = row(name);
        if (row.note().startsWith("not installed") && !Boolean.getBoolean("hedgerow.peers.required")) {
            abort(name + ": " + row.note());
        }
        assertThat(row.note()).isEmpty();
        assertThat(row.values()).containsOnlyKeys("first answer s", "CPU s", "resident MiB");
        assertThat(row.ratios()).containsOnlyKeys("first answer s", "CPU s", "resident MiB");
    }

    @Test
    void showsWhatItHasWrittenDown() throws Exception {
        assertThat(printed).contains("| Hedgerow (-Xmx256m) |").contains("100 000 records, mixed");
        assertThat(Jar.run("show", json.toString())).isEqualTo(printed);
    }

    private Row row(String contender) throws IOException {
        return Report.read(json).rows().stream()
                .filter(row -> row.contender().equals(contender))
                .findFirst()
                .orElseThrow();
    }
}
