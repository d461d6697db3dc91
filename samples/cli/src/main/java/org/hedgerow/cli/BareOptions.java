package org.hedgerow.cli;

import java.time.Duration;
import org.hedgerow.line.LineFormat;
import picocli.CommandLine.Option;

/** How servers of the line protocol are asked that take what they receive at once for one name. */
final class BareOptions {
    @Option(
            names = "--bare",
            description =
                    "Servers that are asked in the line protocol understand bare names only, without a line end, one at"
                            + " a time, and take one connection.")
    private boolean bare;

    @Option(
            names = "--bare-gap",
            paramLabel = "TIME",
            defaultValue = "50ms",
            converter = DurationConverter.class,
            description =
                    "With --bare: how long the next name waits at least for an answer to the one before, so that each"
                            + " arrives alone. It waits longer for a server that takes longer to answer, up to 1s; default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration gap = Duration.ZERO;

    boolean areSet() {
        return bare;
    }

    /** As such servers are asked. */
    LineFormat line() {
        LineFormat line = LineFormat.standard();
        return bare ? line.bare().withBareGap(gap) : line;
    }
}
