package org.hedgerow.server.tables;

import com.google.common.hash.HashCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hedgerow.lane.Nanos;

/**
 * What was found when files were read.
 *
 * @param sight how they looked
 * @param hashes what they held
 * @param failure why that makes no table; empty if it does
 * @param checkedAt when they were read last, by the lane
 * @param racy whether they had changed so shortly before that another change need not show
 */
record Version(Sight sight, Map<Path, HashCode> hashes, Optional<Exception> failure, long checkedAt, boolean racy) {

    Version checked(Sight sight, long checkedAt, boolean racy) {
        return new Version(sight, hashes, failure, checkedAt, racy);
    }

    /** Whether the content is to be compared although nothing looks changed. */
    boolean isCheckDue(long now, Pace pace) {
        return sight.isRegular() && (racy || now - checkedAt >= Nanos.of(pace.recheck()));
    }

    /** Whether reading the same content again could come to something else. */
    boolean mayPass() {
        return failure.isPresent() && !isOfContent(failure.get());
    }

    private static boolean isOfContent(Exception failure) {
        return failure instanceof TableFileException || failure instanceof IllegalArgumentException;
    }

    /** Whether the files hold what they held. Blocks. */
    boolean isContentOf(Sight now, Load load) {
        if (mayPass()
                || !now.isRegular()
                || !now.stamps().keySet().equals(hashes.keySet())
                || !now.sizes().equals(sight.sizes())) {
            return false;
        }
        try {
            return Reading.hashes(hashes.keySet(), load).equals(hashes);
        } catch (IOException e) {
            return false;
        }
    }
}
