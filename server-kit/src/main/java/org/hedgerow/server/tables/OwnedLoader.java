package org.hedgerow.server.tables;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Optional;
import org.hedgerow.lane.Guard;
import org.hedgerow.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loader that is closed once, and not while it loads. Any thread closes it, one at a time loads. */
final class OwnedLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PollingTableSource.class);

    private final TableLoader loader;
    private boolean loading; // guarded by this
    private boolean closed; // guarded by this

    OwnedLoader(TableLoader loader) {
        this.loader = loader;
    }

    Optional<Table> load() throws Exception {
        begin();
        try {
            return requireNonNull(loader.load(), "expected a table or an empty Optional of the loader, found null");
        } finally {
            if (end()) {
                closeNow();
            }
        }
    }

    private synchronized void begin() throws IOException {
        if (closed) {
            throw new IOException("the source is closed");
        }
        loading = true;
    }

    /** Whether it has been closed meanwhile. */
    private synchronized boolean end() {
        loading = false;
        return closed;
    }

    /** Closes it, at the end of the load if one is under way. */
    void close() {
        if (mayCloseNow()) {
            closeNow();
        }
    }

    private synchronized boolean mayCloseNow() {
        boolean first = !closed;
        closed = true;
        return first && !loading;
    }

    private void closeNow() {
        try {
            loader.close();
        } catch (Throwable e) {
            Guard.failed(LOG, "the loader was not closed", e);
        }
    }
}
