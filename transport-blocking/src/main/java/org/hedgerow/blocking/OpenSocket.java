package org.hedgerow.blocking;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection or port in its lane, until its handler has been told that it is closed. */
interface OpenSocket {

    /** Where it lives. Any thread. */
    MailboxLane lane();

    /** Closes it now, for no fault of its peer. In the lane; idempotent. */
    void cut(@Nullable IOException cause);
}
