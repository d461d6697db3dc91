package org.hedgerow.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hedgerow.transport.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The connections whose requests are under way. There are so many at most: the oldest makes room for another, so that clients who
 * say nothing, or read nothing, keep nobody out. Any thread.
 */
final class OpenRequests {
    private final int max;
    private final Set<Connection> open = new LinkedHashSet<>(); // guarded by this

    OpenRequests(int max) {
        this.max = max;
    }

    void add(Connection connection) {
        Connection oldest = addAndTakeOldest(connection);
        if (oldest != null) {
            oldest.lane().execute(oldest::reset);
        }
    }

    private synchronized @Nullable Connection addAndTakeOldest(Connection connection) {
        Connection oldest = null;
        if (open.size() == max) {
            Iterator<Connection> all = open.iterator();
            oldest = all.next();
            all.remove();
        }
        open.add(connection);
        return oldest;
    }

    synchronized void remove(Connection connection) {
        open.remove(connection);
    }
}
