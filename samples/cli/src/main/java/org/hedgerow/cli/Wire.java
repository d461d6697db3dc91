package org.hedgerow.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.hedgerow.dns.DnsFormat;
import org.hedgerow.dns.RateLimit;
import org.hedgerow.line.LineFormat;
import org.hedgerow.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/** The protocols that a server or client can speak. */
enum Wire {
    /** The protocol of the course, in which a table server has no words for what it does not know. */
    LINE("", LineFormat.standard(), limit -> LineFormat.standard().silentOnMiss(), limit -> LineFormat.standard()),

    /** DNS, in which it says that there is no such name, or no such type. */
    DNS(
            "dns on ",
            DnsFormat.standard(),
            limit -> DnsFormat.standard().authoritative().withRateLimit(limit),
            limit -> DnsFormat.standard().withRateLimit(limit));

    private final String inReadyLine;
    private final WireFormat client;
    private final Function<@Nullable RateLimit, WireFormat> tableServer;
    private final Function<@Nullable RateLimit, WireFormat> rootServer;

    Wire(
            String inReadyLine,
            WireFormat client,
            Function<@Nullable RateLimit, WireFormat> tableServer,
            Function<@Nullable RateLimit, WireFormat> rootServer) {
        this.inReadyLine = inReadyLine;
        this.client = client;
        this.tableServer = tableServer;
        this.rootServer = rootServer;
    }

    /** As options have it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the line that says READY has before the transport. */
    String inReadyLine() {
        return inReadyLine;
    }

    /** Whether servers have a port for datagrams beside that for connections. */
    boolean hasDatagrams() {
        return this == DNS;
    }

    /** How long a name may take unless told otherwise. */
    Duration defaultTimeout() {
        return client.defaultTimeout();
    }

    /** As a table server speaks it; the limit means nothing where there are no datagrams. */
    WireFormat tableServer(@Nullable RateLimit limit) {
        return tableServer.apply(limit);
    }

    /** As a root server speaks it to its clients. */
    WireFormat rootServer(@Nullable RateLimit limit) {
        return rootServer.apply(limit);
    }

    /**
     * As whoever asks speaks it.
     *
     * @param line how that is if it is the line format
     */
    WireFormat client(LineFormat line) {
        return this == LINE ? line : client;
    }
}
