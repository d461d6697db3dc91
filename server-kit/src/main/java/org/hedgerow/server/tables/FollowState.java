package org.hedgerow.server.tables;

/** The states of a {@link FileFollower}, as its picture has them. */
sealed interface FollowState {
    /** In how long to look again, if nothing calls for it before. */
    long nanos(Pace pace);

    /** All that is to be known is known, until something changes. */
    FollowState IDLE = new Idle();

    /** The state of {@link #IDLE}. */
    record Idle() implements FollowState {
        @Override
        public long nanos(Pace pace) {
            return pace.everyNanos();
        }
    }

    /**
     * Files may change further.
     *
     * @param nanos in how long to look again
     */
    record Unsettled(long nanos) implements FollowState {
        @Override
        public long nanos(Pace pace) {
            return nanos;
        }
    }

    /**
     * Files that do not come to rest have been read and are kept open.
     *
     * @param nanos in how long to see whether they still hold what was read
     */
    record Held(Reading reading, long nanos) implements FollowState {
        @Override
        public long nanos(Pace pace) {
            return nanos;
        }
    }
}
