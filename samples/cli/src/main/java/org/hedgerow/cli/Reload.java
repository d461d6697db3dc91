package org.hedgerow.cli;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does when it is told to reload (SIGHUP); the log says in one line how that went. */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private Reload() {}

    /** Looks at the tables again; a bad one leaves the one in use. */
    static Runnable of(ServedTables tables) {
        return () -> {
            Optional<String> before = tables.source().health().lastError();
            try {
                int records = tables.source().reload().size();
                LOG.info("reloaded {}: {}", tables.names(), Words.count(records, "record"));
            } catch (IOException e) {
                Optional<String> now = tables.source().health().lastError();
                if (now.equals(before)) { // else the source has just said so itself
                    LOG.warn("kept the table in use: {}", now.orElse(e.getMessage()));
                }
            }
        };
    }

    /** There is no table. */
    static Runnable nothing() {
        return () -> LOG.info("nothing to reload: a root server has no table");
    }
}
