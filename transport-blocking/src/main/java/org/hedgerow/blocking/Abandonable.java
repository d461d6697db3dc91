package org.hedgerow.blocking;

import java.io.IOException;

/** What is open in a lane until its handler has been told that it is closed. */
interface Abandonable {

    /** Where it lives. Any thread. */
    MailboxLane lane();

    /** Closes it now, for no fault of its peer. In the lane; idempotent. */
    void abandon(IOException cause);
}
