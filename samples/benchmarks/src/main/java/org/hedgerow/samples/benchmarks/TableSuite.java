package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long servers take to load a zone, and how much memory it takes them. */
@Command(
        name = "table",
        description = {
            "Loads zones of several sizes into a table server, NSD and Unbound.",
            "Printed are: seconds from the start of the process to the first answer, processor time and resident memory"
                    + " (shared pages once) then; of Hedgerow also the time to load alone, heap for each record after a"
                    + " collection, with and without the size of the file, and what a look-up costs in random order."
        })
final class TableSuite implements Callable<Integer> {
    @Option(
            names = "--records",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000000,10000000",
            description = "How many records the zones have; default: ${DEFAULT-VALUE}.")
    private List<Integer> records = List.of();

    @Option(names = "--mixed", description = "Zones of A, AAAA, MX, TXT and CNAME records, in place of A alone.")
    private boolean mixed;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often all contenders run, one after the other; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "2g",
            description = "The heap of Hedgerow's JVM (-Xmx); default: ${DEFAULT-VALUE}.")
    private String heap = "";

    @Option(
            names = "--quiet",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long to wait, before each run, for processors that are idle for nine tenths of the time;"
                    + " 0 is not at all; default: ${DEFAULT-VALUE}.")
    private double quiet;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to a file, for the command show.")
    private @Nullable Path json;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Writes the results as SUITE.json, and a plot as SUITE.svg, to a directory.")
    private @Nullable Path save;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Contender<TableZone>> contenders = List.of(new HedgerowTable(heap), new NsdTable(), new UnboundTable());
        Rounds<TableZone> runs = new Rounds<>(
                contenders, rounds, new QuietMachine(quiet), spec.commandLine().getErr());
        List<Row> rows = new ArrayList<>();
        try (TemporaryDirectory directory = new TemporaryDirectory(Files.createTempDirectory("hedgerow-table"))) {
            for (int each : records) {
                TableZone zone = new TableZone(directory.path().resolve("zone"), each, mixed);
                zone.write();
                rows.addAll(runs.run(zone, zone.toString(), directory.path()));
            }
        }
        Report report = new Report("table", machine(), rounds, rows);
        report.lines().forEach(out::println);
        new Results(json, save).keep(report);
        return 0;
    }

    private static Map<String, String> machine() throws IOException, InterruptedException {
        Map<String, String> machine = Machine.describe();
        machine.put("NSD", Program.NSD.version());
        machine.put("Unbound", Program.UNBOUND.version());
        return machine;
    }
}
