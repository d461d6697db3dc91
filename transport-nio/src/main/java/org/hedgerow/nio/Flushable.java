package org.hedgerow.nio;

/** What has something to send before the pass of its loop is over. In the loop only. */
interface Flushable {

    /** Sends what the system takes. */
    void flush();

    /** Sending failed as it should not have: whatever this costs, it costs nobody else. */
    void breakDown(Throwable failure);
}
