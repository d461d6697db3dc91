package org.hedgerow.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.hedgerow.server.FileTableSource;
import org.hedgerow.server.TableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does when it is told to reload (SIGHUP); the log says in one line how that went. */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private Reload() {}

    /** Reads the table again; a bad file leaves the one in use. */
    static Runnable table(Path file, FileTableSource source) {
        return () -> {
            try {
                int records = source.reload().size();
                LOG.info("reloaded {}: {}", file, Words.count(records, "record"));
            } catch (TableFileException e) {
                String rest = e.total() > 1 ? " (and " + (e.total() - 1) + " more)" : "";
                LOG.warn("kept the table in use: {}{}", e.problems().get(0), rest);
            } catch (IOException e) {
                LOG.warn(
                        "kept the table in use: {}",
                        CliException.cannotRead(file, e).getMessage());
            }
        };
    }

    /** There is no table. */
    static Runnable nothing() {
        return () -> LOG.info("nothing to reload: a root server has no table");
    }
}
