package org.hedgerow.cli;

import org.hedgerow.wire.ServingTotals;

/** What a server did, in words. */
final class Totals {
    private Totals() {}

    /** {@code 5 questions, 3 found, 2 missed, 0 invalid}, and what there is of what there should not be. */
    static String text(ServingTotals.Snapshot totals) {
        return Words.count(totals.questions(), "question") + ", "
                + totals.found() + " found, "
                + (totals.notFound() + totals.timedOut() + totals.failed()) + " missed, "
                + totals.invalid() + " invalid"
                + unlessNone(totals.overloaded(), "overloaded")
                + unlessNone(totals.limited(), "limited");
    }

    private static String unlessNone(long count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
