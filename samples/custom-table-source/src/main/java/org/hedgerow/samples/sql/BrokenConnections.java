package org.hedgerow.samples.sql;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Has the pool throw away connections of H2 that are broken. Their state is none of those that it knows by itself, and
 * within half a second of its last use it hands out a connection without a look at it.
 */
final class BrokenConnections implements SQLExceptionOverride {
    // ErrorCode.CONNECTION_BROKEN_1, DATABASE_CALLED_AT_SHUTDOWN
    private static final Set<Integer> OF_H2 = Set.of(90_067, 90_121);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return OF_H2.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
