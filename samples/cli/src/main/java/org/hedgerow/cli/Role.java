package org.hedgerow.cli;

import java.io.IOException;
import java.util.function.Function;
import org.hedgerow.server.ResolverServer;
import org.hedgerow.transport.Transport;

/**
 * What a server is there for.
 *
 * @param kind ts or rs
 * @param behind what stands behind it, as {@code 2 records}
 * @param reload what it does when it is told to reload
 * @param server what it is made of, but for where it listens and how
 */
record Role(String kind, String behind, Runnable reload, Function<Transport, ResolverServer.Builder> server) {
    /** Makes a role, for which it may have to read files. */
    @FunctionalInterface
    interface Making {
        Role make() throws CliException, IOException;
    }
}
