package org.hedgerow.cli;

import java.io.IOException;
import java.util.function.Function;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a server is there for.
 *
 * @param kind ts or rs
 * @param behind what stands behind it, as {@code 2 records}
 * @param tables what it answers from; null if it has no table. It owns them.
 * @param server what it is made of, but for where it listens and how
 */
record Role(
        String kind, String behind, @Nullable ServedTables tables, Function<Transport, ResolverServer.Builder> server)
        implements AutoCloseable {

    /** What it does when it is told to reload. */
    Runnable reload() {
        return tables == null ? Reload.nothing() : Reload.of(tables);
    }

    /** The same, with more behind it. */
    Role with(String more) {
        return new Role(kind, behind + ", " + more, tables, server);
    }

    @Override
    public void close() {
        if (tables != null) {
            tables.close();
        }
    }

    /** Makes a role, for which it may have to read files. */
    @FunctionalInterface
    interface Making {
        Role make() throws CliException, IOException;
    }
}
