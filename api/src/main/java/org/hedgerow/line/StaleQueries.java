package org.hedgerow.line;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hedgerow.record.DomainName;

/**
 * The queries of a connection that nobody waits for any more and that the server may still reply to. The format has no
 * id, so a late {@code TIMED OUT} looks like the reply to a later question for the same name, which it would end; a late
 * address is as good for the later question.
 *
 * <p>Servers that are silent on a miss never reply to most of them, so only the newest are remembered.
 */
final class StaleQueries {
    private static final int MOST = 4096;

    private final Map<DomainName, Integer> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DomainName, Integer> eldest) {
            return size() > MOST;
        }
    };

    /** So many more queries for the name are nobody's. */
    void add(DomainName name, int queries) {
        if (queries > 0) {
            counts.merge(name, queries, Integer::sum);
        }
    }

    /** A reply has come: whether it may be one of these queries', of which there is one less then. */
    boolean take(DomainName name) {
        Integer count = counts.remove(name);
        if (count == null) {
            return false;
        }
        if (count > 1) {
            counts.put(name, count - 1);
        }
        return true;
    }

    /** Whether there is such a query. */
    boolean contains(DomainName name) {
        return counts.containsKey(name);
    }

    void clear() {
        counts.clear();
    }
}
