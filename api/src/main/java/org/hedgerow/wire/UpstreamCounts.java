package org.hedgerow.wire;

/** Counts what one lane has sent to a server and what came back, as a part of {@link UpstreamTotals}. Confined to its lane. */
public final class UpstreamCounts extends LaneCounts {
    static final int CONNECTS = 0;
    static final int SENT = 1;
    static final int REPLIES = 2;
    static final int DROPPED = 3;
    static final int PENDING = 4;
    static final int ASKED = 5;
    static final int KINDS = 6;

    UpstreamCounts() {
        super(KINDS);
    }

    /** A connection was tried. */
    public void connecting() {
        add(CONNECTS, 1);
    }

    /** A question is under way that was not before. */
    public void asked() {
        add(ASKED, 1);
    }

    /** A query was sent, perhaps not for the first time. */
    public void sent() {
        add(SENT, 1);
    }

    /** A reply was given to the question it belongs to. */
    public void replied() {
        add(REPLIES, 1);
    }

    /** A reply came that belongs to no pending question, as late ones do, or that could not be understood. */
    public void dropped() {
        add(DROPPED, 1);
    }

    /** So many more questions wait for a reply; fewer, if negative. */
    public void waiting(int more) {
        add(PENDING, more);
    }
}
