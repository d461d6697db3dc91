package org.hedgerow.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The table of connections that the system keeps where a firewall or containers have it track them
 * (nf_conntrack(4), {@code nf_conntrack-sysctl} in the kernel's documentation). A connection stays there for two minutes after
 * its end; when the table is full, the system drops new ones. In a {@linkplain OwnNetwork network of its own} nobody has it
 * track any.
 */
final class ConnectionTracking {
    private static final Path ROOM = Path.of("/proc/sys/net/netfilter/nf_conntrack_max");
    private static final double SECONDS_KEPT = 120;

    private ConnectionTracking() {}

    /** What to say before so many connections a second are made for so many seconds; nothing if there is room for them. */
    static Optional<String> warning(int perSecond, double seconds) throws IOException {
        if (OwnNetwork.isEntered() || !Files.isReadable(ROOM)) {
            return Optional.empty();
        }
        long room = Long.parseLong(Files.readString(ROOM).strip());
        long needed = (long) (perSecond * Math.min(seconds, SECONDS_KEPT));
        return room >= needed
                ? Optional.empty()
                : Optional.of("the system tracks up to " + room + " connections (nf_conntrack_max) and drops what is"
                        + " above; expected room for " + needed + ", or questions will be lost");
    }
}
