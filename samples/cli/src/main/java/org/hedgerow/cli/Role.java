package org.hedgerow.cli;

import java.io.IOException;
import java.util.function.Function;
import org.hedgerow.fanout.FanOutResolver;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a server is there for.
 *
 * @param kind ts or rs
 * @param behind what stands behind it, as {@code 2 records}
 * @param tables what it answers from; null if it has no table. It owns them.
 * @param making makes it of a transport
 */
record Role(String kind, String behind, @Nullable ServedTables tables, Function<Transport, Parts> making)
        implements AutoCloseable {

    /** What it does when it is told to reload. */
    Runnable reload() {
        return tables == null ? Reload.nothing() : Reload.of(tables);
    }

    /** The same, with more behind it. */
    Role with(String more) {
        return new Role(kind, behind + ", " + more, tables, making);
    }

    @Override
    public void close() {
        if (tables != null) {
            tables.close();
        }
    }

    /**
     * What serves it.
     *
     * @param server the server, but for where it listens and how
     * @param fanOut the upstreams that it asks; null if it asks none
     */
    record Parts(ResolverServer.Builder server, @Nullable FanOutResolver fanOut) {}

    /** Makes a role, for which it may have to read files. */
    @FunctionalInterface
    interface Making {
        Role make() throws CliException, IOException;
    }
}
