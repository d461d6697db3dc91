package org.hedgerow.fanout;

import org.hedgerow.Found;
import org.hedgerow.NotFound;

/**
 * What a {@link NotFound} of one upstream means to a fan-out. A {@link Found} wins at once under each, but for a bare alias:
 * one that leads to where its server knows nothing, unless the alias is what was asked for.
 *
 * <p>A negative answer is <em>final</em> if its server is responsible beyond doubt: it is authoritative, or has the SOA record
 * of a zone that the name is in, and a name that does not exist needs both. For a type of names above which a zone is cut
 * (DS), the zone has to begin above the name.
 */
public enum NegativePolicy {
    /**
     * The tables differ. A final negative answer wins when all upstreams have spoken that are not known to be down, and at the
     * latest a grace after it has come; until then a {@link Found} wins, and of negatives that of the deepest zone. Any other
     * negative answer waits for all, and beside a failure it decides nothing: who failed may be the one that has the name.
     */
    PARTITIONED {
        @Override
        boolean winsAfterGrace(Opinion opinion) {
            return opinion == Opinion.ALIAS || opinion == Opinion.FINAL;
        }
    },

    /** The tables agree: the first that says anything decides, and failures count only if all have failed. */
    REPLICATED {
        @Override
        boolean winsAtOnce(Opinion opinion) {
            return opinion != Opinion.NONE;
        }

        @Override
        boolean winsAfterGrace(Opinion opinion) {
            return opinion != Opinion.NONE;
        }
    },

    /**
     * As {@link #PARTITIONED}, but that failures count as silence, and any negative answer wins a grace after it has come: for
     * those who would rather be told too early that a name does not exist than not at all.
     */
    BEST_EFFORT {
        @Override
        boolean winsAfterGrace(Opinion opinion) {
            return opinion != Opinion.NONE;
        }
    };

    /** Whether an answer of this kind decides as soon as it is there. */
    boolean winsAtOnce(Opinion opinion) {
        return opinion == Opinion.FOUND;
    }

    /** Whether an answer of this kind decides although others have failed, or have had a grace to say something better. */
    abstract boolean winsAfterGrace(Opinion opinion);
}
