package org.hedgerow.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a name may take. */
final class TimeoutOption {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a name may take before it is TIMED OUT (over DNS: SERVFAIL), and how long an ending"
                    + " server lets those in flight go on; default: 5s, with --wire dns 4.5s, since stub resolvers give"
                    + " up after 5s.")
    private @Nullable Duration timeout;

    Duration timeout(Wire wire) {
        return timeout == null ? wire.defaultTimeout() : timeout;
    }
}
