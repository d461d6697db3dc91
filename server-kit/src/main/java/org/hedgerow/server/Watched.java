package org.hedgerow.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hedgerow.fanout.UpstreamHealth;
import org.hedgerow.lane.Guard;
import org.hedgerow.table.LiveTableSource;
import org.hedgerow.table.TableHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an {@link AdminServer} tells of. Any thread.
 *
 * @param upstreams none if there is nothing to tell of any
 */
record Watched(
        Map<String, LiveTableSource> sources,
        Map<String, ResolverServer> servers,
        List<Supplier<List<UpstreamHealth>>> upstreams) {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    /** How the tables fare now, in the order of their names. */
    Map<String, TableHealth> tables() {
        Map<String, TableHealth> tables = new TreeMap<>();
        sources.forEach((name, source) -> tables.put(name, health(name, source)));
        return tables;
    }

    /** A source that cannot say how it fares takes nothing from the others. */
    private static TableHealth health(String name, LiveTableSource source) {
        try {
            return requireNonNull(source.health(), "the health of a table source");
        } catch (Throwable e) {
            Guard.failed(LOG, name + ": the source does not say how it fares", e);
            return new TableHealth(0, 0, Duration.ZERO, Optional.of("health() has thrown " + e));
        }
    }

    /** How the upstreams fare now, in the order in which whoever knows them has them. */
    List<UpstreamHealth> upstreamsNow() {
        return upstreams.stream().flatMap(each -> each.get().stream()).toList();
    }
}
