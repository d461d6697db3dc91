package org.hedgerow.samples.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all suites have in common that put servers under load. */
final class SuiteOptions {
    private static final int MOST_RECORDS = 1 << 24; // as many as 10.x.y.z has
    private static final int MOST_ROUNDS = 1000;
    private static final double MOST_SECONDS = 3600;
    private static final int WHOLE = 100;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often all contenders run, one after the other; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "How long the load counts; default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "5",
            description = "How long the load runs before that; default: ${DEFAULT-VALUE}.")
    private double warmup;

    @Option(
            names = "--records",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many names the tables have, one after the other; default: ${DEFAULT-VALUE}.")
    private List<Integer> records = List.of();

    @Option(
            names = "--loops",
            split = ",",
            paramLabel = "N",
            defaultValue = "1",
            description = "Hedgerow with so many event loops, on as many processors; default: ${DEFAULT-VALUE}.")
    private List<Integer> loops = List.of();

    @Option(
            names = "--rate",
            paramLabel = "Q",
            defaultValue = "0",
            description =
                    "An open loop: so many questions a second, whatever the server does; latencies count from when"
                            + " a question was due.")
    private int rate;

    @Option(
            names = "--load-percent",
            paramLabel = "P",
            defaultValue = "0",
            description = "The same at so many percent of what each contender answers in a closed loop just before.")
    private int percent;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "TEXT",
            description = "Only contenders with one of these in their names, and the reference.")
    private List<String> only = List.of();

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "The contender whose multiples the others are: the first with this in its name; default: the one"
                            + " that the suite names.")
    private String reference = "";

    @Option(
            names = "--quiet",
            paramLabel = "S",
            defaultValue = "30",
            description = "How long to wait, before each run, for processors that are idle for nine tenths of the time;"
                    + " 0 is not at all; default: ${DEFAULT-VALUE}.")
    private double quiet;

    @Option(
            names = "--shared-network",
            description =
                    "In the machine's own network, with all that is done to packets there; else in a namespace of its"
                            + " own, where the system grants one.")
    private boolean sharedNetwork;

    @Mixin
    private ProgramOptions programs;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to a file, for the command show.")
    private @Nullable Path json;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Writes the results as SUITE.json, and a plot as SUITE.svg, to a directory.")
    private @Nullable Path save;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Refuses what makes no sense. */
    void check() {
        between("--rounds", rounds, 1, MOST_ROUNDS);
        between("--seconds", seconds, 1e-2, MOST_SECONDS);
        between("--warmup", warmup, 0, MOST_SECONDS);
        between("--quiet", quiet, 0, MOST_SECONDS);
        between("--rate", rate, 0, Integer.MAX_VALUE);
        between("--load-percent", percent, 0, WHOLE);
        records.forEach(each -> between("--records", each, 1, MOST_RECORDS));
        loops.forEach(each -> between("--loops", each, 1, Runtime.getRuntime().availableProcessors()));
        if (rate > 0 && percent > 0) {
            throw wrong("--rate and --load-percent exclude each other");
        }
    }

    /** Refuses what is out of range. */
    void between(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw wrong("%s: expected a number from %s to %s, found %s"
                    .formatted(option, plain(least), plain(most), plain(value)));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** To be thrown where an option cannot be as it is. */
    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    int rounds() {
        return rounds;
    }

    double seconds() {
        return seconds;
    }

    double warmup() {
        return warmup;
    }

    List<Integer> records() {
        return records;
    }

    List<Integer> loops() {
        return loops;
    }

    Pace pace() {
        return new Pace(rate, percent);
    }

    List<String> only() {
        return only;
    }

    /** Part of the reference's name; empty for the one that is first. */
    String reference() {
        return reference;
    }

    QuietMachine quiet() {
        return new QuietMachine(quiet);
    }

    boolean sharesNetwork() {
        return sharedNetwork;
    }

    /** The words of the command line. */
    List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    /** The ways to run Hedgerow's program. */
    Variants variants() {
        return new Variants(programs().jdk17(), programs().jdk25());
    }

    ProgramOptions programs() {
        return programs;
    }

    Results results() {
        return new Results(json, save);
    }

    CommandSpec spec() {
        return spec;
    }
}
