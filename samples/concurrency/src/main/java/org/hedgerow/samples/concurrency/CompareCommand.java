package org.hedgerow.samples.concurrency;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hedgerow.samples.support.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the designs in turn under the same load, and shows what each did side by side. */
@Command(
        name = "compare",
        description = {
            "Run the designs in turn, each in a process of its own, under the same load; print a table, write a plot.",
            "The clients run in this process, on the same processors. Of process-per-connection much less is asked."
        })
final class CompareCommand implements Callable<Integer> {
    // Each connection holds a port of the client for a minute (TIME_WAIT), of about 28,000 that there are.
    private static final long MOST = 20_000;

    @Mixin
    private LoadOptions loadOptions;

    @Option(
            names = "-n",
            paramLabel = "WORKERS",
            converter = Converters.Crowd.class,
            description = "How many workers each design has; default: as each design has it.")
    private @Nullable Integer workers;

    @Option(names = "--designs", paramLabel = "NAME", split = ",", description = "Which designs; default: all.")
    private List<String> designs = new ArrayList<>();

    @Option(
            names = "--warm-up",
            paramLabel = "CONNECTIONS",
            defaultValue = "2000",
            converter = Converters.Count.class,
            description = "How many connections go before, uncounted; default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "compare.svg",
            description = "Where the plot goes; default: ${DEFAULT-VALUE}.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GalleryException, IOException, InterruptedException {
        List<Contender> contenders = contenders();
        Load load = loadOptions.load();
        if (load.total() + warmUp > MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected at most " + MOST + " connections to each design with those to warm up, found "
                            + (load.total() + warmUp));
        }
        List<String> more = workers == null ? List.of() : List.of("-n", workers.toString());
        Comparison comparison = new Comparison(load, warmUp, more);
        List<Measurement> measured = new ArrayList<>();
        progress("warming up the clients");
        comparison.run(Contender.any());
        for (Contender contender : contenders) {
            progress((contenders.indexOf(contender) + 1) + " of " + contenders.size() + ": " + contender.label());
            try {
                measured.add(comparison.run(contender));
            } catch (GalleryException e) {
                progress("gallery: left out: " + e.getMessage());
            }
        }
        show(measured);
        write(new Plot(load, measured).svg());
        boolean all = measured.size() == contenders.size();
        boolean well = measured.stream().allMatch(each -> each.report().failed() == 0);
        return all && well ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<Contender> contenders() {
        List<Contender> all = Contender.all();
        Set<String> names = all.stream().map(Contender::design).collect(Collectors.toCollection(LinkedHashSet::new));
        for (String design : designs) {
            if (!names.contains(design)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "expected designs of " + String.join(", ", names) + ", found \"" + design + '"');
            }
        }
        return all.stream()
                .filter(each -> designs.isEmpty() || designs.contains(each.design()))
                .toList();
    }

    private void progress(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    private void show(List<Measurement> measured) {
        TextTable table = new TextTable(1, Measurement.TITLES);
        measured.forEach(each -> table.add(each.cells()));
        PrintWriter out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        out.flush();
    }

    private void write(String svg) throws GalleryException {
        try {
            Files.writeString(file, svg);
        } catch (IOException e) {
            throw new GalleryException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
