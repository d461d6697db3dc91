package org.hedgerow.fanout;

import org.hedgerow.Failed;
import org.jspecify.annotations.Nullable;

/** What has gone wrong in a {@link Race}, and what is said of it. */
final class Failures {
    /** What an upstream comes to that calls the question off. */
    static final Failed CALLED_OFF = Failed.of(Failed.Reason.CANCELLED, "the resolver has called the question off");

    private Failures() {}

    /** The failure that tells most; null if nobody has failed. */
    static @Nullable Failed worst(Runner[] runners) {
        Failed worst = null;
        for (Runner runner : runners) {
            Failed failure = runner.failure();
            // Silence outranks the rest: it is what the question would have come to anyway.
            if (failure != null && (worst == null || failure.reason() == Failed.Reason.TIMEOUT)) {
                worst = failure;
            }
        }
        return worst;
    }

    static boolean anyUnreachable(Runner[] runners) {
        for (Runner runner : runners) {
            if (runner.wasUnreachable()) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody has not said what he thinks of the name. */
    static boolean anyMissing(Runner[] runners) {
        for (Runner runner : runners) {
            if (runner.said() == null || runner.failure() != null) {
                return true;
            }
        }
        return false;
    }

    /** The failure of all together: the reason of the worst, and the details of each. */
    static Failed of(Runner[] runners, @Nullable Failed worst) {
        StringBuilder detail = new StringBuilder();
        for (Runner runner : runners) {
            Failed failure = runner.failure();
            if (failure != null) {
                detail.append(detail.isEmpty() ? "" : "; ")
                        .append(runner.name())
                        .append(": ");
                detail.append(failure.detail().isEmpty() ? failure.reason() : failure.detail());
            }
        }
        Failed.Reason reason = worst == null ? Failed.Reason.TIMEOUT : worst.reason();
        return Failed.of(reason, detail.toString()).withExtendedError(worst == null ? null : worst.extendedError());
    }
}
