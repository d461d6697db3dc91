package org.hedgerow.lane;

/** Something under way that its owner may take back. */
@FunctionalInterface
public interface Cancellable {

    /**
     * Takes it back. Called in the lane that handed it out; calling it again, or after the thing has happened, does
     * nothing.
     */
    void cancel();
}
