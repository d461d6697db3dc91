package org.hedgerow.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a name may take. */
final class TimeoutOption {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long a name may take before it is TIMED OUT, and how long an ending server lets those in"
                    + " flight go on; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    Duration timeout() {
        return timeout;
    }
}
